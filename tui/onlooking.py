"""A desk that only reads: every key that would ask something says why it does not, and everything else works."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.app import App

from tui.desk import Desk
from tui.link import Noted

if TYPE_CHECKING:
    from textual.actions import ActionParseResult
    from textual.dom import DOMNode

ASKING = frozenset(("act", "undo", "again", "edit", "redo", "acknowledge", "new", "ask_command", "sign_sheet", "take_up", "turn_down", "retry"))
"""Actions at whose end something is put into the outbox, or changed in it."""


def name_of(action: str) -> str:
    """The name of an action as a key or the palette runs it: `app.act('sign')` → `act`."""
    return action.partition("(")[0].rpartition(".")[2]


class Onlooking(App[int]):
    """Mixin for the desk's app."""

    desk: Desk

    async def run_action(
        self, action: "str | ActionParseResult", default_namespace: "DOMNode | None" = None, namespaces: "Mapping[str, DOMNode] | None" = None
    ) -> bool:
        """As Textual's, but for what a desk that only reads does not do."""
        if self.desk.read_only and isinstance(action, str) and name_of(action) in ASKING:
            for screen in self.screen_stack:
                screen.post_message(Noted(self.desk.why_read_only(), alarm=True))
            return True
        return await super().run_action(action, default_namespace, namespaces)
