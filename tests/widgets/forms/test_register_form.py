"""The form of a call: who rings comes first, the place follows the address, and what is picked becomes the command's own fields."""

from typing import Any

import pytest
from textual.app import App, ComposeResult

from api_client.models.commands import Register
from api_client.models.page import DossierBrief
from api_client.models.text import LINE_LENGTH
from tests.tui.fake_desk import NOW
from widgets.forms.command_fields import fields_of
from widgets.forms.register_form import COMPARED_SIGNS, RegisterForm, fields, picks_of, sessions_of, typed
from widgets.outcome.drafting import command_for, target
from widgets.speech import Speech


class OneForm(App[None]):
    def __init__(self, speech: Speech, **more: Any) -> None:
        super().__init__()
        self.given = (speech, more)

    def compose(self) -> ComposeResult:
        speech, more = self.given
        yield RegisterForm(speech.say, speech, picks_of(speech, now=lambda: int(NOW.timestamp())), **more)

    @property
    def form(self) -> RegisterForm:
        return self.query_one(RegisterForm)


def brief(number: str, **more: Any) -> DossierBrief:
    told = {"number": number, "version": 1, "kind": "session", "sort": "leaders_hour", "title": "区长接听", "open": True, "opened": NOW}
    return DossierBrief.model_validate(told | more)


def test_every_field_of_the_command_is_there() -> None:
    here = {field.name for field in fields("")}
    assert here == {field.name for field in fields_of("register")} - {"district", "street"} | {"place"}


def test_the_phone_comes_first_then_the_name_and_the_matter() -> None:
    assert [field.name for field in fields("")][:4] == ["requester.phone", "requester.name", "title", "content"]


async def test_it_begins_with_the_phone(zh: Speech) -> None:
    app = OneForm(zh)
    async with app.run_test() as pilot:
        await pilot.press(*"138")
        assert app.form.text("requester.phone") == "138"


async def test_the_place_follows_the_address_until_somebody_says_otherwise(zh: Speech) -> None:
    app = OneForm(zh)
    async with app.run_test() as pilot:
        address = app.form.row("address")
        assert address
        address.control_widget.value = "花园路12号"  # type: ignore[attr-defined] # a line
        await pilot.pause()
        assert (app.form.picker("place").value, app.form.guessed) == ("110108018", "110108018")
        address.control_widget.value = "海淀区某处"  # type: ignore[attr-defined]
        await pilot.pause()
        assert app.form.body["district"] == "110108"
        app.form.picker("place").value = "110105"
        await pilot.pause()
        address.control_widget.value = "花园路13号"  # type: ignore[attr-defined]
        await pilot.pause()
        assert (app.form.picker("place").value, app.form.guessed) == ("110105", "")


async def test_what_is_picked_becomes_the_command(zh: Speech) -> None:
    raw = {
        "title": "路灯不亮",
        "requester.phone": "13800138000",
        "place": "110108018",
        "origin_line": "12319",
        "contact_promised": "+1h",
        "campaign": "S2026-0003",
    }
    app = OneForm(zh, raw=raw)
    async with app.run_test():
        command = command_for("register", app.form.body, target())
    assert isinstance(command, Register)
    assert (command.street, command.district, command.channel, command.origin_line) == ("110108018", "110108", "phone", "12319")
    assert (command.requester.phone, command.campaign) == ("13800138000", "S2026-0003")
    assert command.contact_promised is not None
    assert (command.contact_promised - NOW).total_seconds() == 3600


async def test_a_command_that_was_refused_comes_back_as_it_was_typed(zh: Speech) -> None:
    sent = Register(id=target().id, title="样", district="110108", street="110108018", channel="首都之窗", requester={"phone": "138"})  # type: ignore[arg-type]
    app = OneForm(zh, raw=typed(sent.model_dump(mode="json")))
    async with app.run_test():
        again = command_for("register", app.form.body, target())
    assert again.model_copy(update={"id": sent.id}) == sent
    assert typed({"district": "110108", "street": ""})["place"] == "110108"


async def test_without_a_city_codes_are_typed(zh: Speech) -> None:
    app = OneForm(Speech(zh.say), raw={"title": "样", "place": "110108018", "item": "010101"})
    async with app.run_test():
        assert (app.form.body["street"], app.form.body["item"]) == ("110108018", "010101")


async def test_the_session_stays_and_can_be_picked_when_it_is_known(zh: Speech) -> None:
    offered = sessions_of([brief("S2026-0003"), brief("S2026-0004", open=False), brief("S2026-0005", sort="review")])
    assert [one.code for one in offered] == ["S2026-0003"]
    app = OneForm(zh, session="S2026-0003")
    async with app.run_test() as pilot:
        assert app.form.picker("campaign").value == "S2026-0003"
        assert app.form.offer_sessions(offered) == ""
        await pilot.pause()
        assert (app.form.picker("campaign").value, app.form.picker("campaign").typed) == ("S2026-0003", "S2026-0003 区长接听")


async def test_a_session_that_is_over_is_taken_out_and_named(zh: Speech) -> None:
    app = OneForm(zh, session="S2026-0003")
    async with app.run_test() as pilot:
        assert app.form.offer_sessions(()) == "S2026-0003"
        await pilot.pause()
        assert app.form.text("campaign") == ""
        app.form.picker("campaign").typed = "S2026-0009"
        await pilot.pause()
        assert app.form.offer_sessions(()) == "", "what a person typed is the person's affair"


@pytest.mark.parametrize("signs", [10_000])
async def test_a_long_paste_is_kept_whole_and_compared_in_part(zh: Speech, signs: int) -> None:
    app = OneForm(zh, raw={"title": "样", "content": "漏" * signs})
    async with app.run_test():
        assert len(app.form.body["content"]) == signs
        assert len(app.form.call.content) == COMPARED_SIGNS


async def test_a_page_pasted_into_a_line_is_compared_in_part_too(zh: Speech) -> None:
    app = OneForm(Speech(zh.say), raw={"title": "漏" * 900, "address": "\u202e" * 400, "requester.phone": "页" * 900, "place": "9" * 900})
    async with app.run_test():
        call = app.form.call
        assert {len(call.title), len(call.address), len(call.phone), len(call.street)} == {LINE_LENGTH}
