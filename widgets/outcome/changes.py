"""What a command does to one clock, in words."""

from api_client.models.clock import ClockState
from api_client.models.page import ClockChange
from widgets.speech import Speech


def change_said(change: ClockChange, speech: Speech, now: int) -> str:
    """From what to what a clock goes; `now` in epoch seconds."""
    facts = {
        "clock": speech.clock(change.name.value, change.of),
        "before": speech.moment(change.due_from, now),
        "due": speech.moment(change.due_to, now),
        "left": speech.left(change.due_to, now) if change.due_to else "",
        "state": speech.word("state", change.state),
    }
    return speech.say(f"outcome.clock.{_kind(change)}", **facts)


def _kind(change: ClockChange) -> str:
    if change.due_to is None:
        return "ends"
    if change.state == ClockState.PAUSED:
        return "pauses"
    if change.due_from is None:
        return "starts"
    return "unchanged" if change.due_from == change.due_to else "moves"
