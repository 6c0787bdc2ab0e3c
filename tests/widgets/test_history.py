"""One sentence an event, and what people wrote with it."""

from tests.tui.fake_desk import NOW, recorded
from tests.widgets.ticket_lines import SECONDS
from widgets.history import callback_answers, sentence, written
from widgets.speech import Speech


def test_a_sentence_says_what_happened_without_who_and_when(zh: Speech, en: Speech) -> None:
    told = recorded("reassigned", kind="correction", unit_from="110108", unit="110105", reason="派错")
    assert sentence(told, zh, now=SECONDS) == "改派 海淀区 -> 朝阳区（更正派错）"
    assert sentence(told, en, now=SECONDS) == "reassigned from Haidian District to Chaoyang District (correction)"


def test_a_due_time_that_moved_is_told_and_one_that_stayed_is_not(zh: Speech) -> None:
    moved = recorded("reassigned", reason="再派", due_from="2026-11-22T12:00:00Z", due_to="2026-11-22T14:00:00Z")
    stayed = recorded("reassigned", reason="再派", due_from="2026-11-22T12:00:00Z", due_to="2026-11-22T12:00:00Z")
    assert written(moved, zh, now=SECONDS) == ["理由：再派", "办结时限 20:00 -> 22:00"]
    assert written(stayed, zh, now=SECONDS) == ["理由：再派"]


def test_a_callback_in_words(en: Speech) -> None:
    answers = {
        "at": NOW,
        "by": {"name": "a", "role": "dispatcher", "unit": "1"},
        "channel": "phone",
        "reached": True,
        "solved": False,
        "satisfied": 2,
    }
    assert callback_answers(answers, en) == "reached, not solved, result 2 of 5"
    assert callback_answers({**answers, "reached": False}, en) == "not reached"
    assert callback_answers("nothing of the kind", en) == "-"
