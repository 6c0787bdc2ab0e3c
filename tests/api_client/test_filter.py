import sqlite3

import pytest

from api_client import filter as filter_line
from api_client.conditions import where
from api_client.filter import FilterError, Query, Term, Tiers, Who, parse_filter, searchable, unfinished
from api_client.models.clock import ClockName
from api_client.models.ticket import ENDED, Flag, Kind, Stage

NAMES = {"海淀": {"d-hd", "s-hd"}, "hdq": {"d-hd"}}


def units(word: str) -> set[str]:
    return NAMES.get(word, set())


def test_the_names_are_those_of_the_words() -> None:
    assert set(filter_line.STAGES) == set(Stage)
    assert set(filter_line.ENDED) == ENDED
    assert set(filter_line.KINDS) == set(Kind)
    assert set(filter_line.FLAGS) == set(Flag)
    assert set(filter_line.CLOCKS) == set(ClockName)


def test_a_line_is_read_into_terms() -> None:
    assert parse_filter("tier:2h,24h unit:海淀 overdue flag:supervised 暖气 -stage:disputed", units).terms == (
        Term("tier", ("2h", "24h")),
        Term("unit", ("海淀",), ("d-hd", "s-hd")),
        Term("band", ("overdue", "long")),
        Term("flag", ("supervised",)),
        Term("", ("暖气",)),
        Term("stage", ("disputed",), negated=True),
    )


@pytest.mark.parametrize("typed", ["tier：2h，24h　暖气", "  tier:2H,24h   暖气 ", "ＴＩＥＲ:2h,24h 暖气", "tier:2h,,24h, 暖气 暖气"])
def test_full_width_signs_and_blanks_mean_the_same(typed: str) -> None:
    assert parse_filter(typed, units) == parse_filter("tier:2h,24h 暖气", units)


def test_an_empty_line_keeps_everything_open() -> None:
    assert parse_filter(" 　 ") == Query()
    assert parse_filter("").whole
    assert parse_filter('-  ""  :').terms in ((), (Term("", (":",), (":",)),))


def test_a_word_may_name_a_unit() -> None:
    assert parse_filter("HDQ 噪音", units).terms == (Term("", ("hdq",), ("d-hd",)), Term("", ("噪音",)))


def test_quotes_keep_blanks_and_colons() -> None:
    assert [term.values for term in parse_filter('“12:30 后” "a b', units).terms] == [("12:30 后",), ("a b",)]
    assert parse_filter('-"not this"', units).terms == (Term("", ("not this",), negated=True),)


@pytest.mark.parametrize(
    ("typed", "shown"), [("all", True), ("stage:closed", True), ("band:done", True), ("-stage:closed", False), ("stage:signing", False)]
)
def test_ended_tickets_show_only_where_they_are_named(typed: str, shown: bool) -> None:
    assert parse_filter(typed).ended is shown


def test_a_languages_own_words_are_understood() -> None:
    aliases = {"超期": "overdue", "阶段": "stage", "待签收": "dispatched"}
    assert parse_filter("阶段：待签收 超期", aliases=aliases).terms == (Term("stage", ("dispatched",)), Term("band", ("overdue", "long")))


@pytest.mark.parametrize(
    ("typed", "code", "word"),
    [
        ("teir:2h", "unknown_key", "teir"),
        ("stage:clsed", "unknown_value", "clsed"),
        ("tier:", "no_value", "tier"),
        ("band:,", "no_value", "band"),
        ("hops:many", "no_count", "many"),
        ("hops:2-", "no_count", "2-"),
        ("since:soon", "no_span", "soon"),
        ("waits:me", "nobody", "me"),
        ("unit:me", "nobody", "me"),
        ("waits:you", "unknown_value", "you"),
        ("sort:colour", "unknown_value", "colour"),
    ],
)
def test_what_nobody_knows_is_said(typed: str, code: str, word: str) -> None:
    with pytest.raises(FilterError) as error:
        parse_filter(typed)
    assert (error.value.code, error.value.word) == (code, word)


def test_tiers_are_the_citys_as_it_writes_them_and_those_that_tickets_bear() -> None:
    tiers = Tiers(("2h", "A1"), lambda tier: tier == "7d")
    assert parse_filter("tier:a1,7D,none", tiers=tiers).terms == (Term("tier", ("A1", "7d", "none")),)
    with pytest.raises(FilterError) as error:
        parse_filter("overdue -tier:2h,15d", tiers=tiers)
    assert (error.value.code, error.value.word, error.value.known) == ("unknown_tier", "15d", ("2h", "A1"))
    assert parse_filter("tier:15d").terms == (Term("tier", ("15d",)),), "of a city that is not known"


def test_the_error_tells_what_may_stand_there() -> None:
    with pytest.raises(FilterError) as error:
        parse_filter("flag:nothing")
    assert "supervised" in error.value.known


@pytest.mark.parametrize("typed", ["'; DROP TABLE ticket --", "% _ \\", 'item:a"b', "unit:x) OR (1", ":v1 ?1 @a"])
def test_what_is_typed_stays_data(typed: str) -> None:
    db = sqlite3.connect(":memory:")
    texts = "number, tier, stage, kind, lead, cc, first_receiver, district, street, item, next_clock, flags, words"
    db.execute(f"CREATE TABLE ticket ({texts}, open, next_due, watch_at, warn_at, urgent_at, long_at)")
    condition, values = where(parse_filter(typed), 0)
    assert db.execute(f"SELECT * FROM ticket WHERE {condition}", values).fetchall() == []
    db.close()


def test_searching_ignores_case_and_width() -> None:
    assert searchable("ＡＢＣ１２") == searchable("abc12")


def test_the_order_is_no_demand() -> None:
    assert parse_filter("sort:newest") == Query(order="newest")
    assert parse_filter("sort:newest").whole
    assert parse_filter("sort:newest 暖气 sort:hops").order == "hops"


def test_spans_and_counts() -> None:
    terms = parse_filter("since:30m,2小时,1d hops:2+,0 -hops:1-3").terms
    assert [term.values for term in terms] == [("1800", "7200", "86400"), ("2+", "0"), ("1-3",)]
    assert parse_filter("since:5分").timed
    assert not parse_filter("hops:2").timed


def test_me_is_who_looks() -> None:
    me = Who("li", "unit_officer", "u-heat", frozenset(("sign",)), 77)
    assert parse_filter("lead:我,海淀", units, aliases={"我": "me"}, who=me).terms == (Term("lead", ("我", "海淀"), ("d-hd", "s-hd", "u-heat")),)
    assert parse_filter("waits:me", who=me).who == me
    assert parse_filter("new", who=me).who.looked == 77
    assert parse_filter("tier:2h", who=me) == parse_filter("tier:2h"), "who looks is of no matter there"


def test_without_some_keys() -> None:
    query = parse_filter("tier:2h band:urgent 暖气 sort:newest", units)
    assert query.without("tier", "band") == parse_filter("暖气", units)


@pytest.mark.parametrize(
    ("text", "waits"),
    [("", False), ("t", True), ("电梯 -sta", True), ("tier", True), ("tier:", False), ("sto", False), ("st ", False), ("停", False)],
)
def test_the_beginning_of_a_key_is_no_word_yet(text: str, waits: bool) -> None:
    assert unfinished(text) is waits
