"""The audit in words: rows, an event with its neighbours, and the chain told by word and sign."""

from datetime import timedelta

import pytest

from api_client.models.audit import AuditRecord, ChainState
from tests.widgets.filed import NOW
from widgets.speech import Speech
from widgets.tables.audit_table import chain_words, detail, records
from widgets.tables.board_tables import BAD

SECONDS = int(NOW.timestamp())


def event(**more: object) -> AuditRecord:
    by = {"name": "wang", "title": "王某", "role": "dispatcher", "unit": "110000"}
    told: dict[str, object] = {
        "seq": 12, "at": NOW, "by": by, "type": "dispatched", "rule": "dispatching", "policy": "v1", "ticket": "20261122-000123", "version": 2,
        "prev": "aa" * 32, "hash": "bb" * 32, "next": "cc" * 32,
    }  # fmt: skip
    return AuditRecord.model_validate(told | more)


def test_a_row_says_who_did_what_on_which_and_a_changed_one_stands_out(zh: Speech) -> None:
    good, bad = records([event(), event(seq=11, sound=False)], zh, now=SECONDS).rows
    told = [cell.text for cell in good.cells]
    assert (told[0], told[2:5], told[6], told[9]) == ("12", ["王某", "派单", "20261122-000123"], "派单", "wang")
    assert bad.cells[0].text == "!11"
    assert (bad.cells[-1].text, bad.cells[-1].style, bad.strong) == ("被改动", BAD, True)


def test_an_event_is_told_with_its_neighbours_in_the_chain(en: Speech) -> None:
    lines = detail(event(), en, now=SECONDS)
    assert [line.split()[0] for line in lines[-3:]] == ["before", "event", "after"]
    assert [word in "\n".join(lines) for word in ("aaaa", "bbbb", "cccc", "holds", "11", "13")] == [True] * 6
    ends = "\n".join(detail(event(seq=1, next="", sound=False), en, now=SECONDS))
    assert all(said in ends for said in ("the log begins here", "the log ends here", "CHANGED"))


@pytest.mark.parametrize(
    ("chain", "said"),
    [
        (ChainState(head=12_345, hash="", checked=12_345, at=NOW - timedelta(minutes=3, seconds=20)), "✓ intact up to 12,345 · checked 3 min"),
        (ChainState(head=20_000, hash="", checked=12_345, at=NOW), "… intact up to 12,345 of 20,000, the rest is being read · checked just now"),
        (ChainState(head=20_000, hash="", checked=811, at=NOW, broken=812), "! BROKEN at 812 · checked just now"),
        (None, "? the state of the chain is not known yet"),
    ],
)
def test_the_chain_is_told_by_word_and_sign(en: Speech, zh: Speech, chain: ChainState | None, said: str) -> None:
    assert chain_words(chain, en, now=SECONDS).startswith(said)
    assert chain_words(chain, zh, now=SECONDS)[0] in "✓…！？"
