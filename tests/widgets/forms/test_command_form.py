"""A form as one: what is missing, the sketch for a preview, the way from field to field."""

import pytest
from pydantic import ValidationError
from textual.app import App, ComposeResult

from tests.tui.fake_desk import line
from tests.tui.waiting import until
from tui.words.words import Words
from widgets.forms.command_fields import fields_of
from widgets.forms.command_form import STAND_IN, CommandForm, form_head
from widgets.forms.field_row import Stock
from widgets.forms.matching import Candidate
from widgets.outcome.drafting import command_for, target

SAY = Words("en")
STOCK = Stock(units=(Candidate("u1", "海淀区", initials="hdq"),))


def form(do: str, **raw: object) -> CommandForm:
    return CommandForm(do, fields_of(do), SAY, STOCK, raw=raw or None)


class OneForm(App[None]):
    def __init__(self, do: str) -> None:
        super().__init__()
        self.do = do
        self.confirmed = 0

    def compose(self) -> ComposeResult:
        yield form(self.do)

    def on_command_form_confirmed(self) -> None:
        self.confirmed += 1


async def test_a_reason_still_to_be_written_has_a_stand_in_for_the_preview_only() -> None:
    async with App[None]().run_test():
        made = form("reassign", unit="u1", kind="correction")
        assert made.sketch == {"kind": "correction", "designated": False, "unit": "u1", "reason": STAND_IN}
        assert made.body["reason"] == ""
        assert made.faults().sentences == ("Still to fill in: Reason",)


async def test_there_is_no_sketch_without_a_unit() -> None:
    async with App[None]().run_test():
        assert form("reassign", reason="because").sketch is None


async def test_empty_texts_are_left_to_the_command() -> None:
    async with App[None]().run_test():
        assert form("dispatch").body == {}
        assert form("register", title="t").body["requester"] == {"kind": "person"}


async def test_a_form_is_touched_when_it_reads_differently() -> None:
    async with App[None]().run_test():
        made = form("register")
        assert not made.touched
        made.rows[0].control_widget.value = "t"  # type: ignore[attr-defined] # a line of text
        assert made.touched


async def test_enter_goes_from_field_to_field_and_confirms_on_the_last() -> None:
    app = OneForm("reassign")
    async with app.run_test() as pilot:
        await pilot.press(*"hdq", "enter", "x", "enter")
        await pilot.pause()
        assert app.confirmed == 1
        assert app.query_one(CommandForm).body == {"kind": "correction", "designated": False, "unit": "u1", "reason": "x"}


async def test_what_the_command_itself_would_refuse_is_told_by_label() -> None:
    with pytest.raises(ValidationError) as refused:
        command_for("reassign", {"unit": "u" * 41, "reason": "x"}, target("20261122-000001"))
    async with App[None]().run_test():
        assert form("reassign").explain(refused.value).startswith("New lead unit: ")


async def test_no_label_is_broken_where_there_is_room() -> None:
    app = OneForm("call_back")
    async with app.run_test(size=(60, 30)) as pilot:
        rows = app.query_one(CommandForm).rows
        widths = [row.query_one(".label").size.width for row in rows]
        assert max(widths) < max(row.label_cells for row in rows)
        await pilot.resize_terminal(100, 30)
        await until(pilot, lambda: app.screen.size.width == 100 and rows[0].query_one(".label").size.width > min(widths))
        assert {row.query_one(".label").outer_size.width for row in rows} == {max(row.label_cells for row in rows)}
        assert {row.query_one(".label").size.height for row in rows} == {1}


def test_the_head_names_the_ticket_or_how_many() -> None:
    assert form_head("note", [line(title="[b]暖气[/]")], SAY).plain == "Note 20261122-000123  [b]暖气[/]"
    assert form_head("note", [line(), line()], SAY).plain == "Note: 2 tickets"
    assert form_head("register", [], SAY).plain == "Register"
