"""What may be asked of a ticket now, with its key; and, when it is unfolded, what may not, with the rule's sentence."""

from collections.abc import Callable, Iterable

from textual.content import Content

from api_client.models.page import Ask
from api_client.models.text import clean
from widgets.speech import Speech
from widgets.ticket.parts import Lines

GROUPED = ("wrong_stage", "not_your_role")
"""Reasons that many commands share: told once, with the commands."""


def ask_lines(asks: Iterable[Ask], speech: Speech, *, keys: Callable[[str], str] = lambda _: "", folded: bool = False, fold_key: str = "") -> Lines:
    """What may be asked; then what may not: folded, how many and which key unfolds them; else why, in one line what another role or stage is for."""
    asks = tuple(asks)
    may = [f"{keys(ask.do)} {speech.word('command', ask.do)}".strip() for ask in asks if ask.may]
    lines = [Content(speech.say("page.asks.none") if not may else "  ".join(may))]
    closed = [ask for ask in asks if not ask.may]
    if closed and folded:
        return [*lines, Content.styled(speech.say("page.asks.folded", n=len(closed), key=fold_key), "dim")]
    if closed:
        lines.append(Content.styled(speech.say("page.asks.not"), "bold"))
    said = [
        speech.say("labelled", label=speech.word("command", ask.do), value=clean(ask.why or ask.code)) for ask in closed if ask.code not in GROUPED
    ]
    for code in GROUPED:
        if dos := [speech.word("command", ask.do) for ask in closed if ask.code == code]:
            said.append(speech.say("labelled", label=speech.say(f"page.asks.{code}"), value=speech.listed(dos)))
    return [*lines, *(Content.assemble("  ", (sentence, "dim")) for sentence in said)]
