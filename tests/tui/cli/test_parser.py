"""The command line, read in both languages."""

import re
import shlex

import pytest

from tui.cli.console import Code, Console, Stop
from tui.cli.grammar import GROUPS, ROLES
from tui.cli.parser import build, read, subparsers
from tui.words.words import Words


def console(lang: str = "en") -> Console:
    return Console(Words(lang), lambda: 0.0)


def test_no_word_means_the_desk() -> None:
    assert read([], console()).file == "desk"


@pytest.mark.parametrize("word", ["demo", "logout", "queue", "outbox", "doctor"])
def test_a_word_names_its_file(word: str) -> None:
    assert read([word], console()).file == word


def test_fields_may_stand_behind_options() -> None:
    wish = read(["do", "20261122-000123", "note", "--preview", "text=one two", "--json"], console())
    assert (wish.number, wish.do, wish.fields, wish.preview, wish.json) == ("20261122-000123", "note", ["text=one two"], True, True)


def test_a_filter_may_begin_with_a_dash() -> None:
    assert read(["queue", "tier:2h", "-stage:closed", "--json"], console()).filter == ["tier:2h", "-stage:closed"]


@pytest.mark.parametrize(
    "line",
    [
        "quue",
        "queue --jsn",
        "do 1 note -x",
        "queue --json --csv",
        "show",
        "demo --as mayor",
        "demo --join --no-desk",
        "queue --limit many",
        "outbox drop",
    ],
)
def test_what_makes_no_sense_ends_with_two_and_the_usage(line: str) -> None:
    with pytest.raises(Stop) as stopped:
        read(line.split(), console())
    assert stopped.value.code is Code.USAGE
    assert "usage: paidan" in stopped.value.sentence


def test_the_words_of_an_option_are_not_guessed() -> None:
    with pytest.raises(Stop):
        read(["queue", "--js"], console())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_speaks_the_language(lang: str) -> None:
    text = build(Words(lang)).format_help()
    assert bool(re.search("[\u4e00-\u9fff]", text)) is (lang == "zh")


def test_roles_are_those_who_can_sign_in() -> None:
    from api_client.models.people import Role

    assert set(ROLES) == set(Role) - {Role.SYSTEM}


@pytest.mark.parametrize("line", ["quue", "queue --json --csv", "show", "demo --as mayor", "queue --limit many", "queue --limit", "login"])
def test_no_complaint_is_left_in_english(line: str) -> None:
    with pytest.raises(Stop) as stopped:
        read(line.split(), console("zh"))
    said = stopped.value.sentence.splitlines()[0]
    assert not re.search(r"\b(argument|invalid|expected|required|choose|allowed)\b", said)


def test_every_word_stands_in_one_group_of_the_help() -> None:
    grouped = [name for names in GROUPS.values() for name in names]
    assert sorted(grouped) == sorted(subparsers(build(Words("en"))).choices)


EXAMPLES = [
    (lang, word, line.strip().partition("   # ")[0])
    for lang in ("zh", "en")
    for names in GROUPS.values()
    for word in names
    for line in Words(lang)(f"examples.{word}").splitlines()
]


@pytest.mark.parametrize(("lang", "word", "line"), EXAMPLES, ids=lambda value: value if value in ("zh", "en") else "")
def test_every_example_is_read_as_the_program_would(lang: str, word: str, line: str) -> None:
    parts = shlex.split(re.split(r" [|<>]+ ", line)[0])
    assert parts[:2] == ["paidan", word]
    assert read(parts[1:], console(lang)).file == word


@pytest.mark.parametrize("line", ["--read-only", "--read-only queue", "queue --read-only", "outbox --read-only list", "demo --web --read-only"])
def test_read_only_may_be_said_anywhere(line: str) -> None:
    assert read(line.split(), console()).read_only


@pytest.mark.parametrize("line", ["--open311 URL", "--open311 URL --jurisdiction x queue", "queue --json --open311 URL", "web --open311 URL"])
def test_a_city_may_be_named_anywhere(line: str) -> None:
    assert read(line.split(), console()).open311 == "URL"


@pytest.mark.parametrize("line", ["--jurisdiction x", "queue --jurisdiction x", "login --open311 URL x", "--open311 URL demo", "--open311"])
def test_a_city_does_not_go_with_everything(line: str) -> None:
    with pytest.raises(Stop) as stop:
        read(line.split(), console())
    assert stop.value.code == Code.USAGE
