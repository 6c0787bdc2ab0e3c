"""Personal data that is planted in tests, and the search for it in whatever was written."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa

from fixtures.log import tables
from fixtures.log.answers import Unpacking
from fixtures.log.sqlite import read_only

NAME, LATIN, LOADED = "章样鸿", "Jolanthe Plantedname", "谷样穗"
MOBILE = "13800007788"
LANDLINE = "67891234"
IDENTITY = "110101199001017766"
MAIL = "planted.person@example.org"
WRITTEN = (
    MOBILE, "138-0000-7788", "+86 138 0000 7788", "1380 000 7788", "138 000 07788", "1 3 8 0 0 0 0 7 7 8 8", "１３８００００７７８８",
    "138—0000—7788", "幺三八零零零零七七八八", "010-88887766", "（010）8888 7766", IDENTITY, "110101 19900101 7766", "+1 (617) 555-7766",
    "+44 20 7946 7766", MAIL,
)  # fmt: skip
"""Numbers and an address of a person, as people write them."""
SAID = "，".join(WRITTEN)

_BETWEEN = rb"(?:[ ._()-]|\xe2\x80\x94|\xef\xbc\x88|\xef\xbc\x89){0,3}"


def _spaced(digits: str) -> bytes:
    """The digits, plain or full-width, with whatever may stand between."""
    return _BETWEEN.join(rb"(?:" + digit.encode() + rb"|\xef\xbc" + bytes([0x90 + int(digit)]) + rb")" for digit in digits)


_WORDS = tuple(
    word.encode(code) for word in (NAME, LATIN, LOADED, "幺三八零零零零七七八八", MAIL) for code in ("utf-8", "utf-16-le", "utf-16-be")
) + tuple(word.encode("gbk") for word in (NAME, LOADED)) + tuple(word.encode("unicode_escape") for word in (NAME, LOADED))  # fmt: skip
_NUMBERS = ("13800007788", LANDLINE, IDENTITY, "88887766", "6175557766", "2079467766")
_MARKS = re.compile(rb"(?i:" + b"|".join([re.escape(word) for word in _WORDS] + [rb"(?<!\d)" + _spaced(one) for one in _NUMBERS]) + rb")")


class Searched(NamedTuple):
    """What was looked through, and what was found in it."""

    size: int
    found: tuple[str, ...]


class Search:
    """Adds up what it looks through."""

    def __init__(self) -> None:
        self.sizes: dict[str, int] = {}
        self.found: list[str] = []

    def look(self, where: str, data: bytes) -> None:
        """Look through some bytes."""
        self.sizes[where] = self.sizes.get(where, 0) + len(data)
        for hit in _MARKS.finditer(data):
            around = data[max(0, hit.start() - 60) : hit.end() + 30]
            self.found.append(f"{where}: {around.decode('utf-8', 'replace')!r}")

    def look_at_files(self, folder: Path) -> None:
        """Look through every file below a folder."""
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                self.look(path.name, path.read_bytes())

    def look_at_log(self, database: Path) -> None:
        """Look through every page of a hotline's database but those of the guarded table: free pages, indexes and all; and what is packed in it."""
        for page in pages_beside(database, "contact"):
            self.look(database.name, page)
        with closing(read_only(database).connect()) as connection:
            unpack = Unpacking(connection)
            for (reply,) in connection.execute(sa.select(tables.command.c.reply)):
                self.look(f"answers of {database.name}", unpack(reply))

    @property
    def total(self) -> int:
        return sum(self.sizes.values())


def pages_beside(database: Path, table: str) -> Iterator[bytes]:
    """The pages of a closed database that do not belong to a table."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        size = db.execute("PRAGMA page_size").fetchone()[0]
        guarded = {number for (number,) in db.execute("SELECT pageno FROM dbstat WHERE name = ?", (table,))}
    assert guarded, "the table has pages"
    with database.open("rb") as file:
        number = 0
        while page := file.read(size):
            number += 1
            if number not in guarded:
                yield page
