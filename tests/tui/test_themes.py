"""The themes: every role readable, bands told apart by colour-blind eyes, and no colour named anywhere else."""

import ast
import re
from itertools import combinations
from pathlib import Path

import pytest
from rich.color import ANSI_COLOR_NAMES, Color, ColorSystem
from rich.segment import Segment
from rich.style import Style

from tests.sight import WINDOWS, XTERM, contrast, distance, triplet
from tui import themes
from tui.themes import NAMES, THEMES, Paint, Theme, theme
from widgets.cells import glyphs
from widgets.cells.inks import BANDS, INKS, ROLES, ground, ink

ROOT = Path(__file__).parents[2]
READABLE, LARGE = 4.5, 3.0
APART = 12.0
BLACK, WHITE = Color.parse("color(0)"), Color.parse("color(15)")
PAINTED = [name for name in NAMES if name not in (themes.SIXTEEN, themes.MONOCHROME)]
"""Themes with a ground of their own; the others stand on the terminal's, whatever it is."""


def brightened(color: Color, style: Style) -> list[Color]:
    """A colour, and what many terminals make of it in bold."""
    bright = color.number is not None and color.number < 8 and style.bold
    return [color, Color.parse(f"color({color.number + 8})")] if bright and color.number is not None else [color]


def pairs(shown: Theme, role: str) -> list[tuple[Color, Color]]:
    """Fore and ground of a role; where the terminal's own are shown, nothing can be wrong with them."""
    style = shown.role(role)
    fore, back = style.color, style.bgcolor
    if fore is None and back is None:
        return []
    if back is None:
        return [(fore, BLACK), (fore, WHITE)] if fore else []
    assert fore is not None, f"{role} stands on a ground of its own with whatever the terminal writes"
    return [(one, back) for one in brightened(fore, style)]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("colours", ["truecolor", "256", "standard"])
def test_every_role_is_readable(name: str, colours: str) -> None:
    shown = theme(name, colours)
    assert set(shown.looks) == set(ROLES)
    for role in ROLES:
        for fore, back in pairs(shown, role):
            if colours == "256":
                fore, back = fore.downgrade(ColorSystem.EIGHT_BIT), back.downgrade(ColorSystem.EIGHT_BIT)
            for palette in (XTERM, WINDOWS):
                found = contrast(triplet(fore, palette), triplet(back, palette))
                assert found >= READABLE, f"{name} {role}: {found:.2f}"


@pytest.mark.parametrize("name", PAINTED)
@pytest.mark.parametrize("colours", ["truecolor", "standard"])
def test_every_ink_is_readable_on_the_selected_line_too(name: str, colours: str) -> None:
    paint = Paint(theme(name, colours))
    for role in INKS:
        style = paint.style(ink(role) + glyphs.SELECTED + glyphs.STRONG)
        assert style.color
        assert style.bgcolor
        assert not style.reverse
        for fore in brightened(style.color, style):
            assert contrast(triplet(fore), triplet(style.bgcolor)) >= READABLE, f"{name} {role}"


@pytest.mark.parametrize("name", PAINTED)
@pytest.mark.parametrize("colours", ["truecolor", "standard"])
def test_large_digits_are_seen(name: str, colours: str) -> None:
    paint = Paint(theme(name, colours))
    for band in BANDS:
        style = paint.style(ground(glyphs.BANDS[band]))
        back = paint.theme.looks["text"].bgcolor
        assert style.bgcolor
        assert back
        assert contrast(triplet(style.bgcolor), triplet(back)) >= LARGE


@pytest.mark.parametrize("name", ["sixteen", "monochrome"])
def test_large_digits_on_an_unknown_ground_have_the_colour_of_text(name: str) -> None:
    paint = Paint(theme(name, "truecolor"))
    assert all(paint.style(ground(glyphs.BANDS[band])) == Style(reverse=True) for band in BANDS)


@pytest.mark.parametrize("sight", ["deuteranopia", "tritanopia"])
def test_bands_are_told_apart_by_colour_blind_eyes(sight: str) -> None:
    looks = theme(sight, "truecolor").looks
    colours = {band: look.color.get_truecolor() for band in BANDS if (look := looks[f"band.{band}"]).color}
    assert len(colours) == len(BANDS)
    near = {pair: distance(colours[pair[0]], colours[pair[1]], eye) for pair in combinations(BANDS, 2) for eye in ("usual", sight)}
    assert min(near.values()) >= APART, min(near.items(), key=lambda item: item[1])


def test_the_usual_colours_would_not_do_for_them() -> None:
    """The measure means something: red and green of the sixteen look alike to one who lacks green."""
    red, green = triplet(Color.parse("#c0392b")), triplet(Color.parse("#6b8e23"))
    assert distance(red, green, "usual") > 4 * APART
    assert distance(red, green, "deuteranopia") < 2 * APART


@pytest.mark.parametrize("name", NAMES)
def test_nobody_has_to_read_blue_on_black(name: str) -> None:
    for colours in ("standard", "256"):
        shown = theme(name, colours)
        for role in ROLES:
            style = shown.role(role)
            fore = style.color.downgrade(ColorSystem.EIGHT_BIT).number if style.color and not style.color.is_default else None
            dark = name != "light"
            assert not (dark and fore in (4, 12, 17, 18, 19, 20, 21)), f"{name} {role}"


@pytest.mark.parametrize("name", NAMES)
def test_sixteen_colours_are_enough(name: str) -> None:
    for look in theme(name, "standard").looks.values():
        assert all(colour is None or (colour.number is not None and colour.number < 16) for colour in (look.color, look.bgcolor))


def test_without_colours_there_is_one_theme_and_it_has_none() -> None:
    for name in NAMES:
        shown = theme(name, "none")
        assert shown.name == "monochrome"
        assert not any(look.color or look.bgcolor for look in shown.looks.values())


def test_at_night_nothing_is_bold_or_bright() -> None:
    paint = Paint(theme("night", "truecolor"))
    drawn = [
        *glyphs.BANDS.values(),
        *glyphs.SIGNS.values(),
        *glyphs.PENDING.values(),
        glyphs.STRONG,
        glyphs.HEAD,
        None,
        Style(color="#ffffff", bold=True),
    ]
    for style in map(paint.style, drawn):
        assert not style.bold
        assert style.color
        assert style.color.get_truecolor().red > style.color.get_truecolor().blue
        assert contrast(triplet(style.color), triplet(BLACK)) < 9


def test_what_is_drawn_without_a_role_follows_its_attributes() -> None:
    looks = theme("dark", "truecolor").looks
    paint = Paint(theme("dark", "truecolor"))
    assert paint.style(None) == paint.style(Style()) == looks["text"]
    assert paint.style(Style(dim=True)).color == looks["hint"].color
    assert paint.style(Style(bold=True)).color == looks["strong"].color
    assert paint.style(Style(reverse=True)).bgcolor == looks["selection"].bgcolor
    assert paint.style(Style(bgcolor=ink("selection").color)).bgcolor == looks["selection"].bgcolor
    assert paint.style(Style(color="blue", bgcolor="green")).bgcolor == looks["text"].color, "the cursor where one types"
    assert paint.style(Style(color="blue")) == looks["text"]


def test_texts_stay_and_control_codes_and_what_a_mouse_needs() -> None:
    control = Segment("", None, [(1,)])  # type: ignore[list-item]  # a control code of rich
    paint = Paint(theme("dark", "truecolor"))
    marked = Style.from_meta({"option": 3})
    shown = paint.segments([Segment("甲", glyphs.ALARM), control, Segment("b", marked)])
    assert [segment.text for segment in shown] == ["甲", "", "b"]
    assert shown[1] == control
    assert shown[2].style is not None
    assert shown[2].style.meta == {"option": 3}


def test_old_names_are_still_known() -> None:
    assert [themes.known(name) for name in ("ansi-dark", "ansi-light", "night", "plaid")] == ["dark", "light", "night", ""]


NAMED = re.compile(rf"\b(?:ansi_)?({'|'.join(sorted(name for name in ANSI_COLOR_NAMES if not name[-1].isdigit()))})\b|#[0-9a-fA-F]{{6}}\b|\brgb\(")
PROSE = {"api", "snow", "tan"}


def colours_named(path: Path) -> list[str]:
    """Colours in the texts of a file, but for what is said about it."""
    source = path.read_text("utf-8")
    if path.suffix == ".tcss":
        return [found[0] for found in NAMED.finditer(re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)) if found[0] != "ansi_default"]
    tree = ast.parse(source)
    about = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in about]
    styled = [text for text in texts if re.search(r"color|style|border|background", text) or re.fullmatch(r"[a-z_ #0-9]+", text)]
    return [found[0] for text in styled for found in NAMED.finditer(text)]


def test_no_other_file_names_a_colour() -> None:
    sources = [path for folder in ("widgets", "tui") for path in (ROOT / folder).rglob("*") if path.suffix in (".py", ".tcss")]
    allowed = {ROOT / "tui/themes.py", ROOT / "widgets/cells/inks.py"}
    assert colours_named(ROOT / "tui/themes.py")
    assert {
        str(path.relative_to(ROOT)): found for path in sources if path not in allowed and "words" not in path.parts and (found := colours_named(path))
    } == {}


def test_every_theme_has_all_its_words() -> None:
    from tui.words.words import Words

    for lang in ("zh", "en"):
        assert all(Words(lang)(f"theme.{name}") for name in THEMES)
