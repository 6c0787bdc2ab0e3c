"""One sentence an event, and what people wrote with it."""

from tests.tui.fake_desk import NOW, recorded
from tests.widgets.ticket_lines import SECONDS
from widgets.speech import Speech
from widgets.ticket.event_facts import callback_answers
from widgets.ticket.history import sentence, written


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


def test_several_units_on_one_ticket_are_told_by_name(zh: Speech, en: Speech) -> None:
    whistled = recorded("whistled", kind="emergency", units=["110108", "110105"], mode="onsite", matter="管线爆裂")
    assert sentence(whistled, zh, now=SECONDS) == "吹哨（应急处置哨，现场办公）：海淀区、朝阳区"
    assert written(whistled, zh, now=SECONDS) == ["事项：管线爆裂"]
    late = recorded("co_reported", unit="110108", solved=False, text="还漏", late=True)
    assert sentence(late, en, now=SECONDS) == "Haidian District reported its part, late: unsolved"
    missed = recorded("missed", clock="whistle", of="110108")
    assert sentence(missed, zh, now=SECONDS) == "报到（海淀区）时限已过"


def test_the_same_field_reads_by_its_event(zh: Speech) -> None:
    paused = recorded("paused", why="weather", until="2026-11-25T10:00:00Z", reason="大风")
    excluded = recorded("excluded", why="objective", evidence=["批复", "图纸"], reason="规划不许")
    assert sentence(paused, zh, now=SECONDS) == "暂停计时至 11-25 18:00（天气等不可抗力）"
    assert sentence(excluded, zh, now=SECONDS) == "剔除，不计入考核：客观条件限制"
    assert written(excluded, zh, now=SECONDS) == ["理由：规划不许", "佐证：批复、图纸"]


def test_a_resumed_clock_tells_from_when_to_when(zh: Speech) -> None:
    resumed = recorded("resumed", reason="", due_from="2026-11-22T12:00:00Z", due_to="2026-11-22T14:00:00Z")
    assert written(resumed, zh, now=SECONDS) == ["办结时限 20:00 -> 22:00"]


def test_phrases_that_must_not_be_used_are_shown(zh: Speech) -> None:
    told = recorded("fed_back", reply={"solved": True, "handling": "不归我管", "flagged": ["不归我管"], "root_cause": "管网老化"})
    assert written(told, zh, now=SECONDS) == ["办理：不归我管", "根本原因：管网老化", "服务忌语：不归我管"]
