"""What waits, read from the copy kept here."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from api_client.filter import Who
from api_client.mirror import Mirror
from api_client.models.page import Page, SnapshotHead
from api_client.models.ticket import Ticket
from api_client.summary import summary_of
from fixtures.rules.access import ASKS
from tests.playbook import SUPERVISOR
from tests.widgets.work_lived import LIVES, NOW, lived, who
from tui.work import kept as work_kept
from tui.work.kept import book_of, take_again, who_is
from widgets.work.items import READS


@pytest.fixture
def mirror(tmp_path: Path) -> Iterator[Mirror]:
    made = Mirror.open(tmp_path / "mirror.db")
    columns = tuple(Ticket.model_fields)
    lives = [lived(name).model_dump(mode="json") for name in LIVES]
    made.replace(SnapshotHead(cursor=1, count=len(lives), columns=columns, now=NOW), [[one[name] for name in columns] for one in lives])
    yield made
    made.close()


def test_what_waits_comes_with_its_summaries_what_is_due_first_first(mirror: Mirror) -> None:
    found = mirror.waiting(most=100)
    assert {line.number for line, _ in found} == {lived(name).number for name in LIVES} - {lived("in_hand").number}
    assert [line.next_due for line, _ in found] == sorted(line.next_due for line, _ in found)
    assert all(summary_of(told)["number"] == line.number for line, told in found)
    assert mirror.waiting(most=2) == found[:2]


def test_it_is_told_where_not_all_of_it_was_looked_through(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    assert book_of(mirror).whole
    monkeypatch.setattr(work_kept, "MOST_TICKETS", 3)
    book = book_of(mirror)
    assert not book.whole
    assert 3 <= sum(book.count(name)[1] for name in READS) < 12


def test_nobody_is_known_before_the_hotline_has_told(mirror: Mirror) -> None:
    assert who_is(mirror) == Who()
    mirror.remember(me=json.dumps({"person": SUPERVISOR.model_dump(mode="json"), "asks": sorted(ASKS[SUPERVISOR.role])}))
    assert who_is(mirror) == who(SUPERVISOR)


def test_a_ticket_is_taken_in_again_as_it_now_stands(mirror: Mirror) -> None:
    book = book_of(mirror)
    was = lived("disputed")
    mirror.apply(Page(after=1, cursor=2, now=NOW, tickets=(lived("in_hand").model_copy(update={"number": was.number, "version": 99}),)))
    take_again(book, mirror, was.number)
    assert book.count("dispute")[1] == 1, "the one whose ruling waits for a signature"
    mirror.apply(Page(after=2, cursor=3, now=NOW, gone=(lived("ruled").number,)))
    take_again(book, mirror, lived("ruled").number)
    assert book.count("dispute") == (0, 0)
