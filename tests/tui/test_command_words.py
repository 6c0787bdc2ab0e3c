"""Every command, field, choice, event and term has words in both languages."""

import re
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
from tui.words.words import LANGUAGES, Words
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


def test_every_command_has_a_name_and_a_help(say: Words) -> None:
    assert [do for do in MODELS if not (say(f"command.{do}") and say(f"command.{do}.help"))] == []


def test_every_field_and_every_choice_has_a_label(say: Words) -> None:
    fields = [(do, field) for do in ASKABLE for field in fields_of(do)]
    assert [(do, field.name) for do, field in fields if not say(f"command.{do}.{field.name}")] == []
    assert [(do, field.name, choice) for do, field in fields for choice in field.choices if not say(choice_key(field, choice))] == []


def test_every_event_has_a_sentence_and_a_short_word(say: Words) -> None:
    assert [kind for kind in EVENT_TYPES if not (say.get(f"event.{kind}") and say.get(f"did.{kind}"))] == []


def test_every_event_is_known_by_its_word_or_not_at_all() -> None:
    assert set(TWO_WAYS) <= set(EVENT_TYPES)


def test_an_event_that_can_go_two_ways_has_two_sentences(say: Words) -> None:
    assert [kind for kind, way in TWO_WAYS.items() if say.get(f"event.{kind}.{way}") in (None, say.get(f"event.{kind}"))] == []


def test_a_text_that_must_look_a_certain_way_has_an_example(say: Words) -> None:
    shaped = [(do, field) for do in ASKABLE for field in fields_of(do) if field.pattern]
    examples = {(do, field.name): say(f"command.{do}.{field.name}.hint") for do, field in shaped}
    assert all(examples.values())
    assert [
        (do, field.name) for do, field in shaped if field.shape is not Shape.LINES and not re.search(field.pattern, examples[do, field.name])
    ] == []


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


def test_every_term_has_words(say: Words) -> None:
    assert [(topic, value) for topic, values in TERMS.items() for value in values if not say(f"{topic}.{value}")] == []
