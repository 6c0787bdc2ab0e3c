"""What waits, what was refused, and what one can do about it."""

from uuid import UUID

from api_client.models.commands import CallBack, Note
from api_client.outbox import Outbox
from tests.hotlines import Hotline
from tests.tui.cli.conftest import Paidan


def outbox_of(paidan: Paidan, hotline: Hotline) -> Outbox:
    (token,) = paidan.home.rglob("token")
    return Outbox.open(token.with_name("outbox.db"))


def refused(paidan: Paidan, hotline: Hotline, number: str) -> str:
    """A command as the desk leaves it when a rule has refused it."""
    command = CallBack(id=UUID(int=0xABCDEF00 << 96), ticket=number, seen=2, reached=False)
    outbox = outbox_of(paidan, hotline)
    outbox.put([command], now=0.0)
    outbox.close()
    assert paidan("outbox", "send").code == 1
    return str(command.id)


def test_a_refused_command_is_listed_with_the_rule_s_sentence_and_put_away(dispatcher: Paidan, hotline: Hotline, number: str) -> None:
    id = refused(dispatcher, hotline, number)
    text = dispatcher("outbox").out
    assert text.startswith(id[:8])
    assert "refused. " in text
    assert dispatcher("outbox", "drop", id[:4]).code == 0
    assert "empty" in dispatcher("outbox").err


def test_a_refused_command_asked_again_is_a_new_one(dispatcher: Paidan, hotline: Hotline, number: str) -> None:
    id = refused(dispatcher, hotline, number)
    assert dispatcher("outbox", "retry", id).code == 1
    (row,) = dispatcher("outbox", "list", "--json").json
    assert row["id"] != id
    assert row["command"]["seen"] == 2


def test_a_waiting_command_can_be_dropped_but_not_retried(own_hotline: Hotline, paidan: Paidan) -> None:
    paidan.login(own_hotline)
    own = paidan("queue", "--json").json["items"][0]["number"]
    own_hotline.kill()
    paidan("do", own, "note", "text=never")
    (row,) = paidan("outbox", "list", "--json").json
    assert paidan("outbox", "retry", row["id"]).code == 2
    dropped = paidan("outbox", "drop", row["id"][:8])
    assert (dropped.code, "may have it" in dropped.err) == (0, True)
    assert paidan("outbox", "list", "--json").json == []


def test_an_unknown_or_unclear_id_ends_with_two(dispatcher: Paidan, hotline: Hotline, number: str) -> None:
    assert dispatcher("outbox", "drop", "ffff").code == 2
    outbox = outbox_of(dispatcher, hotline)
    outbox.put([Note(id=UUID(int=(0xAA << 120) + n), ticket=number, seen=1, text="x") for n in range(2)], now=0.0, hold=1e12)
    outbox.close()
    unclear = dispatcher("outbox", "drop", "aa")
    assert (unclear.code, unclear.err.count("aa000000-")) == (2, 2)
