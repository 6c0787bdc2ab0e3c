import re
import sqlite3
from pathlib import Path

import pytest
from pydantic import BaseModel, ValidationError

from api_client import errors
from api_client.errors import Damaged, DiskFull, HotlineError, LocalError, Unexpected, local, spoken
from api_client.feed import State
from api_client.standing import Saying

PLACE = Path("mirror.db")


def test_every_error_stands_in_the_drawn_tree() -> None:
    classes = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, HotlineError)]
    assert all(one.__name__ in (errors.__doc__ or "") for one in classes)


def test_a_full_disk_and_a_damaged_file_are_told_apart() -> None:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE kept (text)")
    db.execute("PRAGMA max_page_count = 2")
    with pytest.raises(DiskFull, match=r"mirror\.db") as full, local(PLACE):
        db.execute("INSERT INTO kept VALUES (zeroblob(99999))")
    assert full.value.code == "disk_full"
    db.close()


def test_garbage_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "file.db"
    path.write_bytes(b"no database" * 500)
    db = sqlite3.connect(path)
    with pytest.raises(Damaged), local(path):
        db.execute("SELECT 1 FROM sqlite_master")
    db.close()


def test_anything_else_keeps_the_sentence_of_sqlite() -> None:
    db = sqlite3.connect(":memory:")
    with pytest.raises(LocalError, match="no such table") as trouble, local(PLACE):
        db.execute("SELECT * FROM missing")
    assert type(trouble.value) is LocalError
    db.close()


def test_what_an_error_says_names_the_place_and_none_of_the_values() -> None:
    class Caller(BaseModel):
        phone: int
        name: str

    with pytest.raises(ValidationError) as refused:
        Caller.model_validate({"phone": "13900001234 王某", "name": 5})
    assert spoken(refused.value) == "phone: int_parsing; name: string_type"
    with pytest.raises(ValueError, match="13900001234") as number:
        int("13900001234x")
    assert spoken(number.value) == "ValueError"
    assert spoken(Unexpected("no such page")) == "no such page"
    assert spoken(KeyError("title")) == "KeyError('title')"


def test_a_bug_says_through_which_line_of_ours_it_came_and_where_it_is() -> None:
    def unlucky(_: State) -> None:
        raise RuntimeError("no loop")

    with pytest.raises(RuntimeError) as bug:
        Saying(unlucky, lambda: 0.0)("live")
    assert re.fullmatch(r"RuntimeError\('no loop'\) \(standing\.py:\d+, test_errors\.py:\d+\)", spoken(bug.value))
