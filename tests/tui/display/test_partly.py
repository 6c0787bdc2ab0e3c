"""Textual drawing partly shows what Textual drawing wholly does."""

import random
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import pytest
from rich.segment import Segment
from textual._compositor import ChopsUpdate, Compositor
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Input, Static

from tui.display import inside, partly
from widgets.cells.own_lines import OwnLines

ROUNDS = 200


class Numbered(OwnLines):
    """Lines that say which they are, and how often they were drawn."""

    drawn: ClassVar[list[int]] = []

    def strips(self, ys: Iterable[int]) -> Iterator[Strip]:
        """These lines."""
        for y in ys:
            self.drawn.append(y)
            yield Strip([Segment(f"{self.id} {y} 单".ljust(self.size.width - 1))], self.size.width)


class Parts(App[None]):
    """Lines of one's own beside Textual's, one of them scrolled out in part."""

    CSS = "Horizontal { height: 1fr; } Numbered { width: 1fr; height: 100%; } #long { height: 60; } Static { height: 3; }"

    def compose(self) -> ComposeResult:
        """Some of each."""
        yield Static("one\ntwo\nthree")
        with Horizontal():
            yield Numbered(id="left")
            yield Numbered(id="long")
        yield Input("typed")


def shown(update: Any) -> dict[tuple[int, int], str]:
    """What an update writes, by line and column."""
    assert isinstance(update, ChopsUpdate)
    return {(piece.y, piece.x): "".join(text for text, _, _ in piece.segments) for piece in inside.pieces(update) or ()}


async def test_it_shows_what_drawing_wholly_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    chance, app = random.Random(7), Parts()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        compositor = app.screen._compositor
        for _ in range(ROUNDS):
            dirty = {Region(chance.randrange(50), chance.randrange(19), chance.randrange(1, 10), 1) for _ in range(chance.randrange(1, 6))}
            updates = []
            for renders, partial in (partly.OF_TEXTUAL, (partly._renders, partly._partial_update)):
                monkeypatch.setattr(Compositor, "_get_renders", renders)
                compositor._dirty_regions = set(dirty)
                updates.append(shown(partial(compositor)))
                assert not compositor._dirty_regions
            assert updates[0] == updates[1]
            assert updates[1], "something is written"


async def test_nothing_but_the_lines_that_changed_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Parts()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        monkeypatch.setattr(Compositor, "_get_renders", partly._renders)
        compositor = app.screen._compositor
        compositor._dirty_regions = {Region(0, 5, 10, 1), Region(0, 15, 10, 1)}
        Numbered.drawn.clear()
        assert partly._partial_update(compositor) is not None
        assert sorted(Numbered.drawn) == [2, 2, 12, 12], "the lines of both that stand there"
        compositor._dirty_regions = set()
        assert partly._partial_update(compositor) is None


def test_lines_near_one_another_are_drawn_together() -> None:
    assert partly.runs([7, 3, 4, 20]) == [(3, 8), (20, 21)]
    assert partly.runs([]) == []


def test_another_textual_draws_as_it_would(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Compositor, "render_partial_update", partly.OF_TEXTUAL[1])
    monkeypatch.setattr(inside, "missing", lambda: "Textual 99.0")
    partly.draw_what_changed()
    assert Compositor.render_partial_update is partly.OF_TEXTUAL[1]
