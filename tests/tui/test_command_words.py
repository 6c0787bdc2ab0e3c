"""Every command, field, choice, event and term has words in both languages."""

import re
import string
import typing

import pytest
from rich.cells import cell_len

from api_client.models.clock import ClockName, ClockState
from api_client.models.commands import Breach, Exclusion, Exit, PauseReason, ReassignKind, SuperviseReason, WhistleKind
from api_client.models.dossier import DossierKind
from api_client.models.events import AnyEvent
from api_client.models.people import Role
from api_client.models.ticket import Flag, Kind, Stage
from tests.cities import shipped
from tui.words.words import LANGUAGES, TABLES, Words
from widgets.cells.glyphs import CLOCKS, FLAGS
from widgets.forms.command_fields import ASKABLE, MODELS, Shape, choice_key, fields_of
from widgets.ticket.history import TWO_WAYS

EVENT_TYPES = tuple(event.model_fields["type"].default for event in typing.get_args(AnyEvent))
TERMS = {
    "stage": Stage, "clock": ClockName, "state": ClockState, "kind": Kind, "flag": Flag, "role": Role, "exit": Exit, "reassign_kind": ReassignKind,
    "band": ("calm", "watch", "warn", "urgent", "overdue", "long", "paused", "done"),
    "told": (
        "lead", "former_lead", "lead_leader", "district", "above", "maker", "signer", "requester", "consulted", "co_unit", "supervisor", "hotline",
    ),
    "result": ("solved", "unsolved", "unreachable", "merged"),
    "held": ("waiting", "signed", "declined", "lapsed"),
    "basis": ("catalogue", "dispatcher", "fallback"),
    "whistle_kind": WhistleKind, "pause_reason": PauseReason, "exclusion": Exclusion, "supervise_reason": SuperviseReason, "breach": Breach,
    "dossier": DossierKind, "problem_order": ("round", "redos"),
    "choice.mode": ("onsite", "consult", "joint"), "choice.level": ("city", "district"),
    "rung": {step.name for city in ("beijing", "boston") for policy in shipped(city).policies for step in policy.ladder},
    "ladder": ("lead", "lead_leader", "district", "supervisor", "supervision", "interview"),
}  # fmt: skip


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


def test_every_event_is_known_by_its_word_or_not_at_all() -> None:
    assert set(TWO_WAYS) <= set(EVENT_TYPES)


@pytest.mark.parametrize("kind", TWO_WAYS)
def test_an_event_that_can_go_two_ways_has_two_sentences(kind: str, say: Words) -> None:
    assert say.get(f"event.{kind}.{TWO_WAYS[kind]}") not in (None, say.get(f"event.{kind}"))


@pytest.mark.parametrize("do", ASKABLE)
def test_a_text_that_must_look_a_certain_way_has_an_example(do: str, say: Words) -> None:
    for field in fields_of(do):
        if field.pattern:
            example = say(f"command.{do}.{field.name}.hint")
            assert field.shape is Shape.LINES or re.search(field.pattern, example)


def test_every_flag_and_every_clock_has_a_sign_of_its_own() -> None:
    assert set(FLAGS) == {"urgent", *(flag.value for flag in Flag)}
    assert set(CLOCKS) == {clock.value for clock in ClockName}
    for side in (0, 1):
        signs = [pair[side] for pair in FLAGS.values()]
        assert all(signs)
        assert len(signs) == len(set(signs))
        assert len({pair[side] for pair in CLOCKS.values()}) == len(CLOCKS)
    assert {(cell_len(zh), len(en)) for zh, en in CLOCKS.values()} == {(2, 3)}
    assert all(len(en) == 1 and en.isascii() and cell_len(zh) == 2 for zh, en in FLAGS.values())


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
