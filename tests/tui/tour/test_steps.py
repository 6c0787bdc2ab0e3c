"""The tour sees what was done, whatever was done first, and says what is next from where one is."""

import pytest

from tui.tour.steps import STEPS, Seen, Tour
from tui.tour.touring import KEYS_NAMED
from tui.words.tour import WORDS
from tui.words.words import LANGUAGES, Words
from widgets.lines.tour import drawn

QUEUE = Seen("queue", "20261124-000001", "dispatched", undispatched="20261124-000007", unsigned="20261124-000009")
OTHER = QUEUE._replace(number="20261124-000002")


def on_tour(*seen: Seen) -> Tour:
    tour = Tour()
    for one in seen:
        tour.look(one)
    return tour


def steps(*seen: Seen) -> str:
    """The step one is at afterwards, or empty."""
    said = on_tour(*seen).said(seen[-1])
    return STEPS[said.step - 1] if said.step else ""


def test_each_step_is_recognised_when_it_was_done() -> None:
    ticket, sent = OTHER._replace(place="ticket"), OTHER._replace(done=frozenset({"dispatch"}))
    signed = OTHER._replace(done=frozenset({"dispatch", "cosign"}))
    found = signed._replace(filter="heating")
    course = [QUEUE, OTHER, ticket, sent, signed, found]
    assert [steps(*course[: place + 1]) for place in range(len(course))] == ["move", "open", "send", "sign", "find", ""]


def test_nothing_is_taken_for_done_that_only_looks_so() -> None:
    assert steps(QUEUE, QUEUE._replace(filter="heating")) == "move"
    assert steps(QUEUE._replace(number=""), QUEUE) == "move", "the list came up; nobody has moved"
    assert steps(QUEUE, OTHER, OTHER._replace(place="form", doing="dispatch")) == "open"
    filtered = OTHER._replace(filter="heating", done=frozenset({"reassign", "decline"}))
    assert steps(QUEUE, OTHER, OTHER._replace(place="ticket"), filtered) == "find", "the filter was on before it was asked for"
    assert steps(QUEUE, OTHER, OTHER._replace(place="ticket"), filtered, filtered._replace(filter="gas")) == ""


def test_who_is_never_asked_for_a_signature_has_four_steps() -> None:
    course = [seen._replace(signs=False) for seen in (QUEUE, OTHER, OTHER._replace(place="ticket"), OTHER._replace(done=frozenset({"dispatch"})))]
    said = on_tour(*course).said(course[-1])
    assert (said.key, said.step, said.steps) == ("tour.find", 4, 4)


@pytest.mark.parametrize(
    ("seen", "key"),
    [
        (OTHER._replace(far=4), "send_below"),
        (OTHER._replace(far=-4), "send_above"),
        (OTHER._replace(far=None), "send_hidden"),
        (OTHER._replace(stage="received"), "send_this"),
        (OTHER._replace(undispatched=""), "send_other"),
        (OTHER._replace(place="ticket"), "send_here"),
        (OTHER._replace(place="form", doing="dispatch", stage="received"), "send_form"),
        (OTHER._replace(place="form", doing="dispatch", stage="received", half=True), "send_half"),
        (OTHER._replace(place="form", doing="dispatch"), "send_wrong"),
        (OTHER._replace(place="form", doing="reassign"), "send_form_other"),
        (OTHER._replace(place="form", doing="note"), "back"),
        (OTHER._replace(place="boards"), "back"),
        (OTHER._replace(done=frozenset({"dispatch"}), far=2), "sign_below"),
        (OTHER._replace(done=frozenset({"dispatch"}), far=-2), "sign_above"),
        (OTHER._replace(done=frozenset({"dispatch"}), far=None), "sign_hidden"),
        (OTHER._replace(done=frozenset({"dispatch"}), number="20261124-000009"), "sign_this"),
        (OTHER._replace(done=frozenset({"dispatch"}), unsigned=""), "sign_wait"),
        (OTHER._replace(done=frozenset({"dispatch"}), place="ticket"), "sign_here"),
        (OTHER._replace(done=frozenset({"dispatch"}), place="form", doing="cosign"), "sign_form"),
        (OTHER._replace(done=frozenset({"dispatch"}), place="form", doing="dispatch"), "back"),
    ],
)
def test_what_it_says_leads_on_from_every_place(seen: Seen, key: str) -> None:
    said = on_tour(QUEUE, OTHER, OTHER._replace(place="ticket"), seen).said(seen)
    assert said.key == f"tour.{key}"
    for lang in LANGUAGES:
        keys = dict.fromkeys(KEYS_NAMED, "x")
        assert "{" not in Words(lang)(said.key, **(keys | said.facts | {"sign": "会"}))


def test_numbers_are_as_the_list_shows_them_at_every_width() -> None:
    assert on_tour(QUEUE, OTHER, OTHER._replace(place="ticket")).said(OTHER._replace(far=3)).facts == {"number": "000007", "times": "3"}


def test_it_waits_with_the_person_until_there_is_a_list() -> None:
    empty = QUEUE._replace(number="", stage="")
    assert Tour().said(empty).key == "tour.wait"
    assert on_tour(empty, QUEUE).said(QUEUE).key == "tour.move"


def test_every_sentence_fits_three_lines_of_a_narrow_screen() -> None:
    facts = dict.fromkeys(KEYS_NAMED, "x")
    facts |= {"confirm": "^S", "leave": "Esc", "number": "000007", "times": "12", "sign": "会", "key": "H"}
    for key in WORDS:
        if key in ("tour.step", "tour.done", "tour.way_out", "tour.away", "tour.only_demo"):
            continue
        for lang in LANGUAGES:
            say = Words(lang)
            text = say(key, **facts)
            lines = drawn(say("tour.step", at=3, steps=5), text, say("tour.way_out", **facts), 60)
            assert len(lines) <= 3
            assert text.replace(" ", "") in "".join(line.plain for line in lines).replace(" ", ""), f"{key} is cut in {lang}"
