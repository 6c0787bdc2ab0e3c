"""Every command, field, choice, event and term has words in both languages."""

import string
import typing

import pytest

from api_client.models.clock import ClockName, ClockState
from api_client.models.commands import Exit, ReassignKind
from api_client.models.events import AnyEvent, CalledBack, CoSigned, Ruled, Signed
from api_client.models.people import Role
from api_client.models.ticket import Flag, Kind, Stage
from tui.words.words import LANGUAGES, Words
from widgets.command_fields import ASKABLE, MODELS, choice_key, fields_of

EVENT_TYPES = tuple(event.model_fields["type"].default for event in typing.get_args(AnyEvent))
TERMS = {
    "stage": Stage, "clock": ClockName, "state": ClockState, "kind": Kind, "flag": Flag, "role": Role, "exit": Exit, "reassign_kind": ReassignKind,
    "band": ("calm", "watch", "warn", "urgent", "overdue", "long", "paused", "done"),
    "told": ("lead", "former_lead", "district", "above", "maker", "signer", "requester"),
    "result": ("solved", "unsolved", "unreachable", "merged"),
    "held": ("waiting", "signed", "declined", "lapsed"),
    "basis": ("catalogue", "dispatcher", "fallback"),
}  # fmt: skip
TABLES = ("commands", "events", "stages", "pages")


@pytest.fixture(params=LANGUAGES)
def say(request: pytest.FixtureRequest) -> Words:
    return Words(request.param)


@pytest.mark.parametrize("do", MODELS)
def test_every_command_has_a_name_and_a_help(do: str, say: Words) -> None:
    assert say(f"command.{do}")
    assert say(f"command.{do}.help")


@pytest.mark.parametrize("do", ASKABLE)
def test_every_field_and_every_choice_has_a_label(do: str, say: Words) -> None:
    for field in fields_of(do):
        assert say(f"command.{do}.{field.name}"), field.name
        for choice in field.choices:
            assert say(choice_key(field, choice)), (field.name, choice)


@pytest.mark.parametrize("kind", EVENT_TYPES)
def test_every_event_has_a_sentence_and_a_short_word(kind: str, say: Words) -> None:
    assert say.get(f"event.{kind}")
    assert say.get(f"did.{kind}")


@pytest.mark.parametrize(("event", "field"), [(Signed, "late"), (Ruled, "upheld"), (CoSigned, "complete"), (CalledBack, "redo")])
def test_an_event_that_can_go_two_ways_has_two_sentences(event: type, field: str, say: Words) -> None:
    kind = event.model_fields["type"].default  # type: ignore[attr-defined] # an event class
    assert say(f"event.{kind}.{field}") != say(f"event.{kind}")


@pytest.mark.parametrize("topic", TERMS)
def test_every_term_has_words(topic: str, say: Words) -> None:
    for value in TERMS[topic]:
        assert say(f"{topic}.{value}")


@pytest.mark.parametrize("table", TABLES)
def test_both_languages_name_the_same_facts(table: str) -> None:
    words = __import__(f"tui.words.{table}", fromlist=["WORDS"]).WORDS

    def facts(template: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(template) if name}

    assert [key for key, (zh, en) in words.items() if facts(zh) != facts(en)] == []
    assert all(zh and en for zh, en in words.values())
