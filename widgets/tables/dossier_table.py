"""The list of dossiers as a table: number, kind, title, who leads, measures, until when (台账)."""

from collections.abc import Sequence

from api_client.models.page import DossierBrief
from api_client.models.text import clean
from widgets.cells import glyphs
from widgets.speech import Speech
from widgets.tables.board_tables import BAD, word
from widgets.tables.table import Cell, Column, Row, Table, row


def briefs(items: Sequence[DossierBrief], speech: Speech, *, today: str) -> Table:
    """One row a dossier, in the order given; a due day before `today` stands out while the dossier is open."""
    columns = (
        Column(word(speech, "number"), least=10), Column(word(speech, "state"), least=4), Column(word(speech, "kind"), least=8, rank=2),
        Column(word(speech, "title"), least=12, most=70), Column(word(speech, "unit"), least=12, rank=3),
        Column(word(speech, "month_of"), least=7, rank=5),
        Column(word(speech, "measures"), number=True, rank=4), Column(word(speech, "due"), least=10, rank=1),
    )  # fmt: skip
    return Table(columns, tuple(_row(one, speech, today) for one in items))


def _row(one: DossierBrief, speech: Speech, today: str) -> Row:
    due = one.due.isoformat() if one.due and one.open else ""
    state = Cell(speech.say("filed.open"), glyphs.STRONG) if one.open else Cell(speech.say("filed.closed"), glyphs.FAINT)
    return row(
        f"dossier:{one.number}", one.number, state, speech.say(f"dossier.{one.kind.value}"), clean(one.title), speech.unit(one.unit), one.month,
        f"{one.met}/{one.measures}" if one.measures else "", Cell(due, BAD if due and due < today else glyphs.PLAIN),
    )  # fmt: skip
