"""What holds of every ticket with several units on it, whatever anybody asked."""

from typing import Literal

from api_client.models.clock import ClockName
from api_client.models.ticket import FullTicket, Stage

FED_BACK = (Stage.SIGNING, Stage.FED_BACK, Stage.CALLBACK, Stage.CLOSED)
PART_OF: dict[ClockName, Literal["whistle", "joint"]] = {ClockName.WHISTLE: "whistle", ClockName.CO_DUE: "joint"}


def nothing_is_fed_back_while_a_part_is_open(ticket: FullTicket) -> None:
    """Results of other units come before the lead's."""
    if ticket.stage in FED_BACK:
        assert not [one.unit for one in ticket.co_orders if one.open]


def clocks_go_with_the_units_own_parts(ticket: FullTicket) -> None:
    """A unit's clock is open exactly as long as it owes that very thing; no clock is taken for another's."""
    assert len({clock.key for clock in ticket.clocks}) == len(ticket.clocks)
    newest = {(one.unit, one.sort): one for one in ticket.co_orders}
    for clock in ticket.clocks:
        sort = PART_OF.get(clock.name)
        if sort is not None and not ticket.ended:
            order = newest[clock.of, sort]
            assert clock.open == (order.open and order.reported_in is None), clock.key


def the_lead_is_no_co_unit(ticket: FullTicket) -> None:
    """One unit leads; the others that have a part are listed, once each."""
    assert ticket.lead not in ticket.co_units
    assert len(set(ticket.co_units)) == len(ticket.co_units)
    assert not [one.unit for one in ticket.co_orders if one.open and one.unit not in ticket.co_units]
