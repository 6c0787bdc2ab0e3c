"""What is given for one field becomes its value, or one sentence."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.cities import shipped
from tui.cli.values import Reading, Wrong, entries, value_of
from tui.words.words import Words
from widgets.forms.command_fields import Field, fields_of

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
BEIJING = shipped("beijing")


def field(do: str, name: str) -> Field:
    return next(field for field in fields_of(do) if field.name == name)


def value(do: str, name: str, *texts: str, known: bool = True, lang: str = "en") -> Any:
    return value_of(field(do, name), texts, Reading(BEIJING if known else None, NOW, Words(lang)))


@pytest.mark.parametrize(
    ("do", "name", "texts", "meant"),
    [
        ("whistle", "units", ["hdq,110105"], ["110108", "110105"]),
        ("whistle", "units", ["海淀区、朝阳区，ftq"], ["110108", "110105", "110106"]),
        ("whistle", "units", ["hdq", "cyq"], ["110108", "110105"]),
        ("join", "unit", ["hdq"], "110108"),
        ("change_item", "owner", ["street"], "street"),
        ("exclude", "evidence", ["photo 1, photo 2"], ["photo 1", "photo 2"]),
        ("exclude", "evidence", ["Smith, John", "a photo"], ["Smith, John", "a photo"]),
        ("feedback", "evidence", [""], []),
        ("hang", "until", ["+3d"], datetime(2026, 11, 25, 12, 0, tzinfo=UTC)),
        ("hang", "until", ["2026-11-30 18:00"], datetime(2026, 11, 30, 10, 0, tzinfo=UTC)),
        ("register", "contact_promised", [""], None),
        ("add_measure", "due", ["+30d"], date(2026, 12, 22)),
        ("add_measure", "due", ["2026-12-01"], date(2026, 12, 1)),
        ("call_back", "solved", [""], None),
        ("call_back", "solved", ["否"], "false"),
        ("appraise", "score", ["4"], "4"),
        ("note", "text", ["a, b"], "a, b"),
    ],
)  # fmt: skip
def test_a_value_from_what_is_given(do: str, name: str, texts: list[str], meant: Any) -> None:
    assert value(do, name, *texts) == meant


@pytest.mark.parametrize(
    ("do", "name", "text", "sentence"),
    [
        ("whistle", "units", "hdq,zzzz", "units=zzzz: no such unit."),
        ("whistle", "units", "街道", "more than one unit"),
        ("hang", "until", "soon", "until=soon is no time; write +3d, +12h"),
        ("add_measure", "due", "+3h", "due=+3h is no day"),
    ],
)
def test_what_makes_no_value_is_told(do: str, name: str, text: str, sentence: str) -> None:
    with pytest.raises(Wrong, match=sentence.replace("+", r"\+")):
        value(do, name, text)


def test_without_the_city_only_moments_that_need_no_zone_are_read() -> None:
    assert value("hang", "until", "2026-11-30T18:00+08:00", known=False) == datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
    assert value("hang", "until", "+12h", known=False) == datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
    with pytest.raises(Wrong, match="不知道本市时区"):
        value("hang", "until", "2026-11-30 18:00", known=False, lang="zh")
    assert value("join", "unit", "110108", known=False) == "110108"


def test_one_word_is_taken_apart_and_several_are_not() -> None:
    assert entries(["a，b、 c,"]) == ["a", "b", "c"]
    assert entries(["a,b", "c"]) == ["a,b", "c"]
