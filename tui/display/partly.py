"""Textual drawing partly: its compositor has every widget on the screen draw all of its lines for each change; here only those that changed.

As `inside.py`, for a Textual that is known; with any other one it draws as it would.
"""

from collections.abc import Iterable, Iterator

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip

from tui.display import inside

PRIVATE = ("_get_renders", "_render_chops", "_regions_to_spans", "visible_widgets", "cuts")
OF_TEXTUAL = Compositor._get_renders, Compositor.render_partial_update
"""What is replaced here."""
NEAR_LINES = 4
"""Changed lines no further apart are drawn together with what lies between."""


def draw_what_changed() -> None:
    """Have Textual draw the lines that changed and no others."""
    if not inside.missing() and all(hasattr(Compositor, name) for name in PRIVATE):
        Compositor._get_renders = _renders  # type: ignore[method-assign]
        Compositor.render_partial_update = _partial_update  # type: ignore[method-assign]


def _renders(self: Compositor, crop: Region | None = None) -> Iterator[tuple[Region, Region, list[Strip]]]:
    """Of each widget the lines that lie in the crop: where it is, what of it is seen there, and its lines as they are shown."""
    for widget, (region, clip) in self.visible_widgets.items():
        seen = clip.intersection(Region(clip.x, crop.y, clip.width, crop.height)) if crop else clip
        if part := region.intersection(seen):
            yield region, seen, widget.render_lines(part.translate(-region.offset))


def _partial_update(self: Compositor) -> ChopsUpdate | None:
    """The lines that changed, where any did."""
    regions = self._dirty_regions.copy()
    self._dirty_regions.clear()
    spans = list(self._regions_to_spans(regions))
    if not spans:
        return None
    changed = {y for y, _, _ in spans}
    chops: list[dict[int, Strip | None]] = [dict.fromkeys(cuts[:-1]) for cuts in self.cuts]
    for first, last in runs(changed):
        drawn = self._render_chops(Region(0, first, self.size.width, last - first), changed.__contains__)
        chops[first:last] = [dict(line) for line in drawn[first:last]]
    return ChopsUpdate(chops, spans, [cuts[1:] for cuts in self.cuts])


def runs(lines: Iterable[int]) -> list[tuple[int, int]]:
    """Lines that are near one another, from the first of them up to behind the last."""
    found: list[tuple[int, int]] = []
    for y in sorted(lines):
        if found and y - found[-1][1] < NEAR_LINES:
            found[-1] = found[-1][0], y + 1
        else:
            found.append((y, y + 1))
    return found
