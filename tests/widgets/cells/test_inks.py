"""Inks: each known again for its role, in Textual's and rich's hands."""

import pytest
from rich.color import Color
from rich.style import Style
from textual.color import Color as TextualColor
from textual.style import Style as TextualStyle

from widgets.cells.inks import BANDS, INKS, ground, hexadecimal, ink, role_of


def test_an_ink_is_known_again() -> None:
    for role in INKS:
        assert role_of(ink(role).color) == role
        assert role_of(Style.parse(str(ink(role))).color) == role
    assert role_of(Color.parse("#000001")) == ""
    assert role_of(Color.parse("#0001ff")) == ""
    with pytest.raises(ValueError, match=r"."):
        ink("purple")


def test_an_ink_is_known_again_when_it_has_gone_through_textual() -> None:
    for role in INKS:
        assert role_of(TextualStyle.from_rich_style(ink(role)).rich_style.color) == role
        assert role_of(TextualColor.parse(hexadecimal(role)).rich_color) == role
        assert role_of(ground(ink(role)).bgcolor) == role


def test_every_band_has_text_and_sign() -> None:
    assert {f"{kind}.{band}" for kind in ("band", "sign") for band in BANDS} <= set(INKS)
