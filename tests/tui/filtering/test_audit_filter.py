"""The filter of the audit: understood as far as it is typed, in both languages, with full-width signs too."""

import pytest

from tui.filtering.audit_filter import KINDS, AuditFilter, read
from tui.words.words import Words
from widgets.speech import Speech

ZH, EN = (Speech(Words(lang), lang=lang).word for lang in ("zh", "en"))


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("", {}),
        ("who:wang on:20261122-000123", {"actor": "wang", "ticket": "20261122-000123"}),
        ("人：wang　单：P2026-0001", {"actor": "wang", "ticket": "P2026-0001"}),
        ("what:dispatched", {"kind": "dispatched"}),
        ("事:派单", {"kind": "dispatched"}),
        ("since:2026-11-01 until:2026-11-30", {"since": "2026-11-01", "until": "2026-11-30"}),
        ("自:2026-11-01 至:2026-11-30 查看", {"since": "2026-11-01", "until": "2026-11-30", "reveal": "true"}),
        ("Reveal", {"reveal": "true"}),
    ],
)
def test_what_is_understood_is_asked(typed: str, asked: dict[str, str]) -> None:
    found = read(typed, ZH)
    assert (dict(found.asked), found.words, found.unread) == (asked, (), ())


def test_plain_words_narrow_and_what_is_unfinished_is_said() -> None:
    found = read("Wang since:2026-1 what:eaten who: http://x", EN)
    assert found == AuditFilter((), ("wang", "http://x"), ("since:2026-1", "what:eaten", "who:"))


def test_each_kind_is_found_by_its_name() -> None:
    assert [kind for kind in KINDS if dict(read(f"what:{kind}", EN).asked) != {"kind": kind}] == []
