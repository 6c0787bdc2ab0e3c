"""Commands on a ticket that does not exist yet: in the outbox they wait behind its registration, and get the number once it has one.

Such a follower has the registration's id in its row where others have the number, and `UNBORN` in its body. What becomes of it is written
in the transaction that writes what became of the registration, so that no kill can part the two.
"""

import json
import sqlite3

from api_client.models.unborn import UNBORN

HEADS = (
    "SELECT min(seq) FROM command WHERE state = 'waiting' AND ticket NOT IN (SELECT id FROM command)"
    " GROUP BY CASE ticket WHEN '' THEN id ELSE ticket END"
)
"""Of each ticket the oldest command that waits, and no follower. Commands on no ticket wait for nobody, hence their own id in place of the ticket."""

BECAME_INQUIRY = "became_inquiry"
"""Why a follower was not sent: the call was taken for a question how an open ticket stands, so there is no new ticket."""


def place_of(number: str, before: str) -> str:
    """What the row of a command on this ticket has for it; `before` is the id of the registration in the same batch. ValueError without one."""
    if number == UNBORN and not before:
        raise ValueError("a command on a ticket that nothing registers")
    return before if number == UNBORN else number


def born(db: sqlite3.Connection, id: str, answer: str, *, now: float) -> None:
    """The registration is done: its followers get the number, or are settled as refused where no ticket came of it."""
    followers = db.execute("SELECT seq, body FROM command WHERE ticket = ? AND state = 'waiting'", (id,)).fetchall()
    if not followers:
        return
    told = json.loads(answer)
    number, new = told["number"], any(event["type"] == "registered" for event in told["events"])
    for seq, body in followers:
        whole = json.loads(body) | {"ticket": number, "seen": told["ticket"]["version"]}
        db.execute("UPDATE command SET ticket = ?, body = ? WHERE seq = ?", (number, json.dumps(whole, ensure_ascii=False), seq))
        if not new:
            problem = json.dumps({"status": 409, "code": BECAME_INQUIRY, "detail": ""})
            db.execute("UPDATE command SET state = 'refused', answer = ?, settled = ? WHERE seq = ?", (problem, now, seq))


def given_up(db: sqlite3.Connection, id: str) -> None:
    """The registration will not be sent any more, nor what waited behind it."""
    db.execute("DELETE FROM command WHERE ticket = ? AND state = 'waiting'", (id,))
