"""A picture of a screen as a value: its text once, and how each cell looks in every theme; written so that a person can read the difference."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

Run = tuple[int, tuple[str, ...]]
"""So many cells, and their looks, one for each theme."""
PLAIN = "none"
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Key(NamedTuple):
    """Which picture of a screen."""

    size: tuple[int, int]
    lang: str
    ascii: bool = False

    def __str__(self) -> str:
        return f"{self.size[0]}x{self.size[1]} {self.lang}{' ascii' if self.ascii else ''}"


class Picture(NamedTuple):
    """What stands on a screen; blanks at the ends of lines are left out, cells are not."""

    text: tuple[str, ...]
    looks: tuple[tuple[Run, ...], ...] = ()
    """Line by line; empty where only the text is kept."""


Kept = dict[Key, Picture]
"""All pictures of one screen."""


def look_of(style: Style | None) -> str:
    """A style in Rich's words, without what does not show."""
    return str(Style(**_parts(style))) if style else PLAIN


def _parts(style: Style) -> dict[str, Any]:
    shown: dict[str, Any] = {name: True for name in ("bold", "dim", "italic", "underline", "reverse", "strike") if getattr(style, name)}
    colours = {"color": style.color, "bgcolor": style.bgcolor}
    return shown | {name: colour.name for name, colour in colours.items() if colour and not colour.is_default}


Painted = Sequence[Sequence[Segment]]
"""A screen as it is painted: its lines in segments."""


def text_of(painted: Painted) -> tuple[str, ...]:
    """The lines as they are read."""
    return tuple("".join(segment.text for segment in line if not segment.control).rstrip() for line in painted)


def picture(inked: Painted, looks: Callable[[Style | None], tuple[str, ...]]) -> Picture:
    """One screen, drawn in inks; `looks` says how a style is shown in each theme."""
    return Picture(text_of(inked), tuple(tuple(_runs(line, looks)) for line in inked))


def _runs(line: Sequence[Segment], looks: Callable[[Style | None], tuple[str, ...]]) -> Iterator[Run]:
    told = [(looks(segment.style), cell_len(segment.text)) for segment in line if not segment.control]
    for shown, same in groupby(told, key=lambda one: one[0]):
        if cells := sum(cells for _, cells in same):
            yield cells, shown


def spread(runs: tuple[Run, ...], theme: int) -> Iterator[str]:
    """The look of each cell of a line in one theme."""
    for cells, looks in runs:
        if theme < len(looks):
            yield from [looks[theme]] * cells


# -- as a file


def write(name: str, kept: Kept, themes: Sequence[str]) -> str:
    """The file of one screen: what the letters mean, then each picture, its text and below it the looks of its lines."""
    letters = _letters(kept)
    lines = [f"# {name}", "", " | ".join(("looks", *themes))]
    lines += [f"{letter} " + " | ".join(_short(looks)) for looks, letter in letters.items()]
    for key, one in kept.items():
        lines += ["", f"=== {key}", *(f"|{said}" for said in one.text)]
        looks = [" ".join(f"{letters[run]}{cells}" for cells, run in line) for line in one.looks]
        numbered = list(enumerate(looks, 1))
        for said, same in groupby(numbered, key=lambda pair: pair[1]):
            places = [at for at, _ in same]
            lines.append(f"{places[0]}-{places[-1]} {said}" if len(places) > 1 else f"{places[0]} {said}")
    return "\n".join(lines) + "\n"


def _short(looks: tuple[str, ...]) -> Iterator[str]:
    """The looks in their order; where one is that of the first theme, a point."""
    for at, look in enumerate(looks):
        yield "." if at and look == looks[0] else look


def _letters(kept: Kept) -> dict[tuple[str, ...], str]:
    found = sorted({run for one in kept.values() for line in one.looks for _, run in line})
    plain = [looks for looks in found if set(looks) == {PLAIN}]
    return dict.fromkeys(plain, ".") | {looks: _letter(at) for at, looks in enumerate(looks for looks in found if looks not in plain)}


def _letter(at: int) -> str:
    return LETTERS[at] if at < len(LETTERS) else f"{LETTERS[at // len(LETTERS) - 1]}{LETTERS[at % len(LETTERS)]}"


def read(text: str) -> tuple[Kept, tuple[str, ...]]:
    """The pictures of a file, and the themes they are kept in."""
    head, *blocks = text.split("\n=== ")
    told = head.splitlines()[2:]
    themes = tuple(told[0].split(" | ")[1:])
    letters = dict(_meaning(line) for line in told[1:] if line)
    kept: Kept = {}
    for block in blocks:
        title, *lines = block.rstrip("\n").split("\n")
        size, lang, *more = title.split()
        width, _, height = size.partition("x")
        said = tuple(line[1:] for line in lines if line.startswith("|"))
        looks = {at: runs for line in lines if line and not line.startswith("|") for at, runs in _looks(line, letters)}
        kept[Key((int(width), int(height)), lang, bool(more))] = Picture(said, tuple(looks[at] for at in sorted(looks)))
    return kept, themes


def _meaning(line: str) -> tuple[str, tuple[str, ...]]:
    letter, _, told = line.partition(" ")
    looks = told.split(" | ")
    return letter, tuple(looks[0] if look == "." else look for look in looks)


def _looks(line: str, letters: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[int, tuple[Run, ...]]]:
    places, *runs = line.split(" ")
    first, _, last = places.partition("-")
    read_runs = tuple((int(run.lstrip("." + LETTERS)), letters[run.rstrip("0123456789")]) for run in runs)
    for at in range(int(first), int(last or first) + 1):
        yield at, read_runs


# -- what differs


def differences(kept: Kept, taken: Kept, themes: Sequence[str]) -> list[str]:
    """What is different now, line by line, in words; empty where nothing is."""
    said: list[str] = []
    for key in [*kept, *(key for key in taken if key not in kept)]:
        if key not in kept or key not in taken:
            said.append(f"{key}: {'is new' if key in taken else 'is no longer taken'}")
        elif kept[key] != taken[key]:
            said += [f"{key}:", *_lines(kept[key], taken[key], themes)]
    return said


def _lines(kept: Picture, taken: Picture, themes: Sequence[str]) -> Iterator[str]:
    if len(kept.text) != len(taken.text):
        yield f"  {len(kept.text)} lines, now {len(taken.text)}"
    for at, (was, now) in enumerate(zip(kept.text, taken.text, strict=False), 1):
        if was != now:
            yield from (f"  {at:2} - {was}", f"  {at:2} + {now}")
    if kept.text == taken.text:
        for at, (old, new) in enumerate(zip(kept.looks, taken.looks, strict=False), 1):
            if old != new:
                yield f"  {at:2}   {kept.text[at - 1]}"
                yield from (f"       {told}" for told in _other_looks(old, new, themes))


def _other_looks(old: tuple[Run, ...], new: tuple[Run, ...], themes: Sequence[str]) -> Iterator[str]:
    for at, theme in enumerate(themes):
        pairs = zip(spread(old, at), spread(new, at), strict=False)
        place = 0
        for (was, now), same in groupby(pairs):
            cells = len(list(same))
            if was != now:
                yield f"{theme}, cells {place}-{place + cells - 1}: {was} -> {now}"
            place += cells
