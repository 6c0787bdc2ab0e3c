"""Which requests wait, and what signing or declining them asks."""

from uuid import uuid4

from api_client.models.parts import Held
from tests.tui.fake_desk import LEADER, NOW, ticket
from tests.widgets.ticket_lines import SECONDS, plain
from widgets.outcome import cosign
from widgets.speech import Speech

FIRST, SECOND, OVER = (
    Held(request=uuid4(), command={"do": do, "reason": do}, maker=LEADER, at=NOW, signers=(), state=state)
    for do, state in (("extend", "waiting"), ("rule", "waiting"), ("escalate", "signed"))
)
REQUESTS = cosign.full_requests(ticket(held=(FIRST, SECOND, OVER)), seen=4)


def test_only_what_waits_can_be_signed(zh: Speech) -> None:
    assert [request.id for request in REQUESTS] == [str(FIRST.request), str(SECOND.request)]
    named = cosign.choices(REQUESTS, zh)["request"]
    assert [words for _, words in named] == ["全部 2 件", "延期  周宁", "异议裁定  周宁"]


def test_a_summary_tells_what_it_can() -> None:
    request = uuid4()
    one = {"request": str(request), "do": "extend", "maker": "甲", "signers": []}
    told = {"cosigns": [one, "broken"]}
    assert [found.id for found in cosign.summary_requests(told, number="20261122-000001", seen=2)] == [str(request)]
    whole = one | {"title": "周宁", "command": {"hours": 24}}
    [found] = cosign.summary_requests({"cosigns": [whole]}, number="20261122-000001", seen=2)
    assert (found.maker, found.command) == ("周宁", {"do": "extend", "hours": 24}), "what is to be signed is known without a line"
    assert cosign.summary_requests(None, number="20261122-000001", seen=2) == []


def test_signing_one_or_all() -> None:
    targets = cosign.targets_of(REQUESTS)
    one = cosign.meaning({"request": str(SECOND.request), "which": "cosign", "text": ""}, targets, sketch=False)
    assert (one.do, one.body, [target.request for target in one.targets]) == ("cosign", {}, [str(SECOND.request)])
    assert len(cosign.meaning({"request": cosign.ALL, "which": "cosign"}, targets, sketch=False).targets) == 2


def test_declining_wants_a_reason_and_a_preview_can_do_without() -> None:
    targets = cosign.targets_of(REQUESTS)
    body = {"request": cosign.ALL, "which": "decline", "text": ""}
    assert cosign.meaning(body, targets, sketch=False).body == {"reason": ""}
    assert cosign.meaning(body, targets, sketch=True).body["reason"]


def test_a_refused_signature_comes_back_as_it_was_typed() -> None:
    assert cosign.typed({"request": "r", "reason": "否"}, "decline") == {"request": "r", "which": "decline", "text": "否"}


def test_what_is_signed_is_shown(zh: Speech) -> None:
    assert plain(cosign.signed_lines(REQUESTS, str(FIRST.request), zh, now=SECONDS)) == "理由：extend"
