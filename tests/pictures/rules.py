"""What must hold of every picture, whatever it shows: each rule tells what is wrong, or nothing."""

import re
import unicodedata
from collections.abc import Callable, Iterator

from rich.cells import cell_len

from tests.pictures.picture import Key, Picture
from tui import keymap

BACK = {"queue-typing": ("Esc",), "queue-strip": ("Esc",), "tour": ("H",)}
"""Which keys lead on from where it is another one than Esc, or help and quit."""
Rule = Callable[[str, Key, Picture], Iterator[str]]

UNSAID = re.compile(r"(?<![\w./:@*-])[a-z]+(?:_[a-z]+)*(?:\.[a-z_]{2,})+(?![\w/@-])")
"""Looks like the name of a sentence, `desk.put`, and not like a file or an address."""
FILES = (".md", ".csv", ".html", ".toml", ".db")
NAMED_ON = ("policy", "signatures")
"""Screens that show the names of settings, which look alike."""
WORD = re.compile(r"(?<![\w/.:_-])[A-Za-z]{3,}(?![\w/.:_-])")
NO_WORDS = frozenset(
    (
        *(keymap.shown(key).split("+")[-1] for row in keymap.KEYS for key in row.keys),
        "Esc", "Enter", "Tab", "Shift", "Home", "End", "PgUp", "PgDn", "Space", "BkSp", "Ctrl", "Alt",
        "APP", "indicator", "csv", "CSV", "Markdown", "HTML", "UTC", "overdue", "urgent", "paidan",
    )
)  # fmt: skip
"""Names of keys, file forms, words of the filter line: they are the same in both languages."""
TYPED = ("palette", "help", "choice", "queue-typing", "views", "themes", "catalogue", "audit", "policy")
"""Scenes in which names of commands, settings and accounts, or words of the filter line, are shown on purpose."""


def no_line_is_too_wide(_: str, key: Key, picture: Picture) -> Iterator[str]:
    width, height = key.size
    for at, line in enumerate(picture.text, 1):
        if cell_len(line) > width:
            yield f"line {at} is {cell_len(line)} cells wide"
    for at, runs in enumerate(picture.looks, 1):
        if sum(cells for cells, _ in runs) != width:
            yield f"line {at} paints {sum(cells for cells, _ in runs)} cells"
    if len(picture.text) != height:
        yield f"there are {len(picture.text)} lines"


def every_sign_can_be_printed(_: str, __: Key, picture: Picture) -> Iterator[str]:
    for at, line in enumerate(picture.text, 1):
        if bad := [sign for sign in line if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn") or sign == "\ufffd"]:
            yield f"line {at} holds {bad!r}"


def ascii_signs_are_ascii(scene: str, key: Key, picture: Picture) -> Iterator[str]:
    """In English, that is: Chinese words stay, and the keys of a Chinese input method where all keys are told."""
    if key.ascii and key.lang == "en" and scene != "help":
        for at, line in enumerate(picture.text, 1):
            if bad := sorted({sign for sign in line if not sign.isascii() and not unicodedata.category(sign).startswith("L")}):
                yield f"line {at} holds {bad!r}"


def nothing_is_left_unsaid(scene: str, _: Key, picture: Picture) -> Iterator[str]:
    for line in picture.text:
        for found in UNSAID.findall(line):
            if not found.endswith(FILES) and scene not in NAMED_ON:
                yield f"{found!r} is the name of a sentence"


def chinese_is_chinese(scene: str, key: Key, picture: Picture) -> Iterator[str]:
    if key.lang == "zh" and scene not in TYPED:
        for at, line in enumerate(picture.text, 1):
            if words := [word for word in WORD.findall(line) if word not in NO_WORDS]:
                yield f"line {at} says {words}"


def something_is_said(_: str, __: Key, picture: Picture) -> Iterator[str]:
    if sum(bool(line.strip()) for line in picture.text[:-2]) < 1:
        yield "the screen says nothing"


def the_way_back_is_said(scene: str, _: Key, picture: Picture) -> Iterator[str]:
    """On the last line; what lies over everything may say it on its first."""
    said = [line for line in picture.text if line.strip()]
    wanted = BACK.get(scene, ("?", "q") if scene.startswith("queue") else ("Esc",))
    if missing := [key for key in wanted if not re.search(rf"(?<![\w]){re.escape(key)} ", f"{said[0]} {said[-1]}")]:
        yield f"neither the first nor the last line names {', '.join(missing)}: {said[-1]!r}"


RULES: tuple[Rule, ...] = (
    no_line_is_too_wide, every_sign_can_be_printed, ascii_signs_are_ascii, nothing_is_left_unsaid, chinese_is_chinese, something_is_said,
    the_way_back_is_said,
)  # fmt: skip


def faults(scene: str, key: Key, picture: Picture) -> list[str]:
    """What is wrong with a picture."""
    return [told for rule in RULES for told in rule(scene, key, picture)]
