"""How colours are seen: contrast as in WCAG 2.2, colour-blindness as simulated by Machado, Oliveira and Fernandes (2009), distance as in CIE 1976."""

from rich.color import Color
from rich.color_triplet import ColorTriplet

LIGHT = (0.2126, 0.7152, 0.0722)
SEEN = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""Severity 1.0, on linear RGB."""
XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.9505, 1.0, 1.089)

XTERM = (
    "000000", "cd0000", "00cd00", "cdcd00", "0000ee", "cd00cd", "00cdcd", "e5e5e5",
    "7f7f7f", "ff0000", "00ff00", "ffff00", "5c5cff", "ff00ff", "00ffff", "ffffff",
)  # fmt: skip
"""What xterm shows for the sixteen."""
WINDOWS = (
    "0c0c0c", "c50f1f", "13a10e", "c19c00", "0037da", "881798", "3a96dd", "cccccc",
    "767676", "e74856", "16c60c", "f9f1a5", "3b78ff", "b4009e", "61d6d6", "f2f2f2",
)  # fmt: skip
"""What Windows Terminal shows (Campbell)."""


def triplet(color: Color, sixteen: tuple[str, ...] = XTERM) -> ColorTriplet:
    """A colour as the eye gets it; one of the sixteen by a terminal's palette."""
    if color.number is not None and color.number < 16:
        digits = sixteen[color.number]
        return ColorTriplet(*(int(digits[at : at + 2], 16) for at in (0, 2, 4)))
    return color.get_truecolor()


def linear(color: ColorTriplet) -> tuple[float, ...]:
    parts = (part / 255 for part in color)
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


def contrast(one: ColorTriplet, other: ColorTriplet) -> float:
    """From 1 (alike) to 21 (black and white)."""
    dark, light = sorted(sum(share * part for share, part in zip(LIGHT, linear(colour), strict=True)) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def _through(matrix: tuple[tuple[float, ...], ...], parts: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(sum(share * part for share, part in zip(row, parts, strict=True)) for row in matrix)


def lab(color: ColorTriplet, sight: str) -> tuple[float, float, float]:
    """Lightness and two hues of a colour as somebody sees it."""
    seen = tuple(min(1.0, max(0.0, part)) for part in _through(SEEN[sight], linear(color)))
    x, y, z = (part / white for part, white in zip(_through(XYZ, seen), WHITE, strict=True))
    fx, fy, fz = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(one: ColorTriplet, other: ColorTriplet, sight: str) -> float:
    """How different two colours look; about 2 is just seen side by side, 12 is seen at a glance."""
    return float(sum((a - b) ** 2 for a, b in zip(lab(one, sight), lab(other, sight), strict=True)) ** 0.5)
