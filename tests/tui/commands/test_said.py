"""Why a command was not done, said to a person in their language, whatever the hotline was asked in."""

import json
from typing import Any

import pytest

from api_client.errors import Unexpected
from api_client.outbox import Row
from fixtures.sentences.whole import SENTENCES
from tui.commands.said import sentence, why
from tui.words.refused import WORDS
from tui.words.words import Words

NEVER_KEPT = {
    "bad_credentials", "crowded", "cursor_unknown", "disk_full", "head_too_large", "method_not_allowed", "no_request", "not_json", "starting",
    "stopping", "too_fast", "too_many_streams", "too_slow", "database_busy", "database_lost",
}  # fmt: skip
"""What never settles a command: it is asked again, or was no command."""
OF_OTHERS = ("hook_", "unwell_")
"""How codes begin that are said to operators alone."""


def row(answer: Any, state: str = "refused") -> Row:
    given: dict[str, Any] = dict.fromkeys(Row._fields, "") | {"answer": json.dumps(answer) if answer else "", "state": state}
    return Row(**given)


def test_every_code_that_the_hotline_may_refuse_a_command_with_has_words() -> None:
    assert {key.removeprefix("no.") for key in WORDS} == {code for code in SENTENCES.keys() - NEVER_KEPT if not code.startswith(OF_OTHERS)} | {
        "read_only"
    }


@pytest.mark.parametrize(
    ("detail", "zh", "en"),
    [
        ("已由海淀区于 14:02 签收，没有执行。", "已由海淀区于 14:02 签收，没有执行。", "you have signed this already"),
        ("Signed by 海淀区城管委 at 14:02.", "您已经签过这一项", "Signed by 海淀区城管委 at 14:02."),
        ("已通过 Open311 转出", "已通过 Open311 转出", "you have signed this already"),
    ],
)
def test_the_hotline_s_sentence_stands_where_it_is_in_the_person_s_language(detail: str, zh: str, en: str) -> None:
    assert [sentence("already_signed", detail, Words(lang)) for lang in ("zh", "en")] == [zh, en]


def test_a_code_nobody_knows_is_told_as_the_hotline_told_it() -> None:
    assert sentence("tea_time", "Not \x1b[2Jnow.", Words("zh")) == "Not ␛[2Jnow."
    assert sentence("tea_time", "", Words("zh")) == "tea_time"


def test_what_the_outbox_settled_itself_has_its_sentence() -> None:
    assert why(row({"status": 409, "code": "became_inquiry", "detail": ""}), Words("zh")) == "来电已记为进度查询，没有新工单可派"


def test_an_answer_that_makes_no_sense_is_said_in_words() -> None:
    error = Unexpected("an answer of more than 2097152 bytes", why="too_much")
    kept = row({"code": error.why, "detail": str(error)}, "unexpected")
    assert why(kept, Words("zh")) == "热线的答复过大，已不再读"
    assert why(row({"detail": str(error)}, "unexpected"), Words("zh")) == str(error), "as an earlier version kept it"
    assert why(row("cut"), Words("zh")) == "cut"
    assert why(row(None), Words("zh")) == ""
