"""Work beside a screen's own loop, begun anew: what was begun before it in the same group is given up."""

from collections.abc import Callable, Coroutine
from typing import Any, cast

from textual.dom import DOMNode


def begin(node: DOMNode, work: Callable[[], Coroutine[Any, Any, None]], *, group: str = "") -> None:
    """Begin it, alone in its group where one is named. It is handed over as a call: a coroutine given up before its turn is never awaited."""
    node.run_worker(cast(Any, work), group=group or "default", exclusive=bool(group))
