"""The parts of a full ticket in the order one reads them, for the page and for the command line."""

from collections.abc import Callable

from api_client.models.ticket import FullTicket
from widgets.speech import Speech
from widgets.ticket import duties as ticket_duties
from widgets.ticket import parts as ticket_parts
from widgets.ticket.parts import Lines

FULL: dict[str, Callable[[FullTicket, Speech, int], Lines]] = {
    "ladder": lambda ticket, speech, now: ticket_duties.ladder_lines(ticket, speech, now=now),
    "held": lambda ticket, speech, now: ticket_parts.held_lines(ticket.held, speech, now=now),
    "instructions": lambda ticket, speech, now: ticket_duties.instruction_lines(ticket.instructions, speech, now=now),
    "supervisions": lambda ticket, speech, now: [
        *ticket_duties.supervision_lines(ticket.supervisions, speech, now=now),
        *ticket_duties.reminder_lines(ticket, speech, now=now),
    ],
    "halts": lambda ticket, speech, now: ticket_duties.halt_lines(ticket.halts, speech, now=now),
    "exclusion": lambda ticket, speech, now: ticket_duties.exclusion_lines(ticket.exclusion, speech, now=now),
    "consultations": lambda ticket, speech, now: ticket_parts.consultation_lines(ticket.consultations, speech, now=now),
    "co_orders": lambda ticket, speech, now: ticket_duties.co_order_lines(ticket, speech, now=now),
    "escalations": lambda ticket, speech, now: ticket_parts.escalation_lines(ticket.escalations, speech, now=now),
    "disputes": lambda ticket, speech, now: ticket_parts.dispute_lines(ticket.disputes, speech, now=now),
    "mediations": lambda ticket, speech, now: ticket_parts.mediation_lines(ticket.mediations, speech, now=now),
    "callbacks": lambda ticket, speech, now: ticket_parts.callback_lines(ticket.callbacks, speech, now=now),
    "replies": lambda ticket, speech, now: ticket_parts.reply_lines(ticket.replies, speech, now=now),
}
"""The parts that only the full ticket has, each under its heading `page.<name>`."""
