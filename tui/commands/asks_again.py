"""What was not done, asked again: mended in its form, or as it was of what is known now; the new command takes the old one's place."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from textual.screen import Screen

from api_client.models.commands import COMMANDS
from api_client.models.line import Line
from tui.commands.asks_of import Then, keep, typed_into
from tui.commands.kept import body, problem, refusal
from tui.desk import Desk
from tui.link import Settled

if TYPE_CHECKING:
    from api_client.outbox import Row


def mend(screen: Screen[Any], desk: Desk, row: "Row", lines: Sequence[Line], *, then: Then | None = None, raw: Any = None) -> None:
    """Open what was typed into a command that was not done, with the reason; what comes of it takes the place of that one."""

    def answered(commands: Sequence[Any] | None) -> None:
        if not commands:
            return
        if not keep(screen, desk, lambda: desk.redo(row.id, *commands)):
            mend(screen, desk, row, lines, then=then, raw=typed_into(commands[0].model_dump(mode="json")))
            return
        if then is not None:
            then(commands)
        screen.app.post_message(Settled())

    form = desk.screen("form", row.do, lines, raw=raw or typed_into(body(row)), trouble=refusal(row, desk.say))
    screen.app.push_screen(form, answered)


def send_again(screen: Screen[Any], desk: Desk, row: "Row", *, seen: int) -> bool:
    """Ask a stale command again as it was, of what is known now, `seen` at least. Returns whether it was kept."""
    told = problem(row)
    command: Any = COMMANDS.validate_json(row.body).model_copy(update={"id": uuid4(), "seen": max(told.version if told else 0, seen)})
    if not keep(screen, desk, lambda: desk.redo(row.id, command)):
        return False
    screen.app.post_message(Settled())
    return True
