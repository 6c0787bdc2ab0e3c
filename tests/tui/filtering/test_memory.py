"""What the queue remembers: durably, bounded, newest first, and shared by two desks."""

import json
from pathlib import Path

from tui.filtering.memory import LONGEST_FILTER, MOST_FILTERS, QueueMemory


def test_filters_newest_first_none_twice_and_bounded(tmp_path: Path) -> None:
    path = tmp_path / "queue.json"
    memory = QueueMemory(path)
    assert (memory.filters, memory.looked) == ([], 0)
    for text in ("a", "b", "a", "", "x" * (LONGEST_FILTER + 1)):
        memory.use(text)
    assert QueueMemory(path).filters == ["a", "b"]
    for serial in range(MOST_FILTERS + 10):
        memory.use(f"tier:{serial}")
    assert len(QueueMemory(path).filters) == MOST_FILTERS
    assert QueueMemory(path).filters[0] == f"tier:{MOST_FILTERS + 9}"


def test_the_last_look_never_goes_back(tmp_path: Path) -> None:
    memory = QueueMemory(tmp_path / "queue.json")
    memory.look(500)
    memory.look(400)
    assert QueueMemory(tmp_path / "queue.json").looked == 500


def test_two_desks_add_to_each_other(tmp_path: Path) -> None:
    one, other = QueueMemory(tmp_path / "queue.json"), QueueMemory(tmp_path / "queue.json")
    one.use("a")
    assert other.filters == ["a"]
    one.use("b")
    other.use("c")
    assert QueueMemory(tmp_path / "queue.json").filters == ["c", "b", "a"]


def test_a_file_that_cannot_be_read_or_written_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "queue.json"
    for garbage in (b"", b"\xff", b"[]", b'{"looked": "soon", "filters": 3}', b'{"looked": 3}'):
        path.write_bytes(garbage)
        assert (QueueMemory(path).filters, QueueMemory(path).looked) == ([], 0)
    path.write_text('{"looked": 7, "filters": ["a", "\\u001b[2J", 3, "a"]}', "utf-8")
    assert (QueueMemory(path).filters, QueueMemory(path).looked) == (["a"], 7)
    nowhere = QueueMemory(tmp_path / "no" / "folder" / "queue.json")
    nowhere.use("a")
    assert nowhere.filters == ["a"]


def test_what_a_newer_desk_keeps_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "queue.json"
    path.write_text('{"looked": 3, "filters": ["a"], "mood": "fine"}')
    QueueMemory(path).use("b")
    assert json.loads(path.read_text()) == {"looked": 3, "filters": ["b", "a"], "mood": "fine"}
