"""Every part of a full ticket has its place and its heading."""

from api_client.models.ticket import FullTicket, Ticket
from tests.tui.fake_desk import ticket
from tests.widgets.ticket_lines import SECONDS, rich_ticket
from widgets.speech import Speech
from widgets.ticket.part_order import FULL

SEVERAL = {
    name for name, field in FullTicket.model_fields.items() if name not in Ticket.model_fields and "api_client.models.parts" in str(field.annotation)
}


def test_every_part_that_the_hotline_keeps_has_a_place() -> None:
    assert set(FULL) >= SEVERAL > {"held", "co_orders", "exclusion", "ladder"}


def test_every_part_has_a_heading_in_both_languages(zh: Speech, en: Speech) -> None:
    for name in FULL:
        assert zh.say(f"page.{name}") != en.say(f"page.{name}")


def test_a_full_part_has_lines_and_an_empty_one_none(zh: Speech) -> None:
    assert all(part(rich_ticket(), zh, SECONDS) for part in FULL.values())
    assert not any(part(ticket(), zh, SECONDS) for part in FULL.values())
