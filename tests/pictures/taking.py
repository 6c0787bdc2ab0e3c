"""Takes the pictures: one desk for each language, led through all scenes, sizes and themes; it is never started anew."""

import asyncio
import tempfile
from collections.abc import Collection, Sequence
from pathlib import Path

from tests.pictures.picture import Kept, Key, Picture
from tests.pictures.recorded import ToldLink, told
from tests.pictures.scenes import SCENES, SIZES, begin
from tests.pictures.stage import Stage, stage

ASCII_SIZE = (80, 24)
IN_ASCII = (
    "queue", "ticket", "reassign", "register-repeats", "work-cosign", "night", "handover", "board-rates", "board-trend", "outbox", "audit", "help",
)  # fmt: skip
"""Scenes that hold every sign there is."""
PERSON = "dispatcher"


class Roll:
    """What was taken in one language: pictures by scene, and what went wrong."""

    def __init__(self) -> None:
        self.taken: dict[str, Kept] = {}
        self.failed: dict[str, str] = {}
        self.unknown: dict[str, list[str]] = {}
        """Questions that nobody ever answered, by scene."""


def take(lang: str, scenes: Collection[str] = (), *, sizes: Sequence[tuple[int, int]] = SIZES) -> Roll:
    """All pictures in a language, or those of some scenes; those in ASCII beside them."""
    return asyncio.run(_take(lang, scenes or SCENES, sizes))


async def _take(lang: str, scenes: Collection[str], sizes: Sequence[tuple[int, int]]) -> Roll:
    roll = Roll()
    for ascii in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            link = ToldLink(told(lang), PERSON)
            async with stage(Path(folder), link, lang=lang, ascii=ascii) as made:
                await begin(made)
                for name in SCENES:
                    if name in scenes and (name in IN_ASCII or not ascii):
                        found = await _one(made, name, roll, (ASCII_SIZE,) if ascii else sizes, ascii=ascii)
                        roll.taken.setdefault(name, {}).update(found)
    return roll


async def _one(made: Stage, name: str, roll: Roll, sizes: Sequence[tuple[int, int]], *, ascii: bool) -> Kept:
    """One scene at all sizes; afterwards the desk is as it was."""
    found: Kept = {}
    try:
        await made.size(80, 24)
        await SCENES[name](made)
        for size in sizes:
            await made.size(*size)
            taken = made.taken()
            found[Key(size, made.lang, ascii)] = Picture(taken.text) if ascii else taken
    except AssertionError as error:
        roll.failed[name] = str(error)
    if made.link.unknown:
        roll.unknown[name] = made.link.unknown
        made.link.unknown = []
    await made.reset(PERSON)
    return found
