"""Names of units and places where there is little room: without what all of them share, and without saying anything twice."""

import re
from collections.abc import Sequence

_SHARED = re.compile(r"^(?:Municipal|District) (?:(?:Administration|Bureau|Commission|Committee|Federation|Office) (?:for|of) (?:the )?)?(?=[A-Z])")
"""What stands before the subject in the English names of most units, so that a name cut behind it would tell none apart."""


def short_name(name: str, city: str) -> str:
    """A unit's name for a narrow column: without the city's own name before it, and in English without the words of any office."""
    bare = name.removeprefix(city).removeprefix(city.removesuffix("市") or " ").strip()
    bare = _SHARED.sub("", bare)
    return bare if len(bare) > 1 else name


def place_said(units: Sequence[str], address: str) -> list[str]:
    """District and street, then the address; none of them where the address names it already."""
    return [*(unit for unit in units if unit and unit not in address), *([address] if address else [])]
