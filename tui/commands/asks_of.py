"""Asking a command of tickets or dossiers: its form opens, what it says is kept durably, and that is said; alike from every screen.

Nothing here needs the models: the first picture loads it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from textual.screen import Screen

from api_client.errors import LocalError
from api_client.models.line import Line
from tui.bulk import Bulk
from tui.desk import Desk
from tui.link import Noted, Settled
from tui.settled import asked_as

Then = Callable[[Sequence[Any]], None]
"""What a screen does with the commands that were kept."""


def ask(screen: Screen[Any], desk: Desk, do: str, lines: Sequence[Line] = (), *, then: Then | None = None, **more: Any) -> None:
    """Open the form of a command on these lines; `more` goes to the form. Where the file would not keep it, the form opens again as it was typed."""

    def answered(commands: Sequence[Any] | None) -> None:
        if not commands:
            return
        if not keep(screen, desk, lambda: desk.put(commands)):
            ask(screen, desk, do, lines, then=then, raw=typed_into(commands[0].model_dump(mode="json")))
            return
        if len(lines) > 1:
            asked = {getattr(command, "ticket", "") for command in commands}
            desk.bulk = Bulk(
                str(commands[0].id), tuple((line.number, desk.left_out.get(line.number, "")) for line in lines if line.number not in asked)
            )
        if then is not None:
            then(commands)
        tell(screen, desk.put_said(*asked_as(commands)))
        screen.app.post_message(Settled())

    screen.app.push_screen(desk.screen("form", do, lines, **more), answered)


def typed_into(command: Mapping[str, Any]) -> dict[str, Any]:
    """What a person typed of a command."""
    from api_client.models.asked.carried import CARRIED  # here, because it loads the models

    return {name: value for name, value in command.items() if name not in CARRIED}


def tell(screen: Screen[Any], text: str, *, alarm: bool = False) -> None:
    """Say something for a moment, where the screen says such things."""
    screen.post_message(Noted(text, alarm=alarm))


def keep(screen: Screen[Any], desk: Desk, write: Callable[[], None]) -> bool:
    """Whether the outbox took what `write` puts there; where not, that is said."""
    try:
        write()
    except LocalError as error:
        from api_client.models.text import clean  # here, because it loads the models

        key = "desk.disk_full" if error.code == "disk_full" else "desk.file_trouble"
        tell(screen, desk.why_read_only() if error.code == "read_only" else desk.say(key, why=clean(str(error))), alarm=True)
        return False
    return True
