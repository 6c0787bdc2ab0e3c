"""What every screen works with: the mirror, the outbox, the words, the hotline's time; made once, passed to each screen."""

import json
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api_client.errors import Refused, Unexpected, spoken
from api_client.models.line import Line
from tui import keymap
from tui.drafts import CALL, Draft, Drafts
from tui.known_city import KnownCity
from tui.questions import Kept, Question
from tui.settings import Settings, View, save_view
from tui.words.words import Words
from widgets.cells.glyphs import Signs

if TYPE_CHECKING:
    from textual.screen import Screen

    from api_client.mirror import Mirror
    from api_client.models.city import City
    from api_client.models.commands import OnDossier, OnTicket, Register
    from api_client.models.page import AnyOutcome, TicketView
    from api_client.models.people import Me
    from api_client.outbox import Outbox, Row
    from tui.bulk import Bulk
    from tui.link import Link, LinkChanged

MOST_KEPT = 60
"""So many answers are kept; the oldest go first."""

OF_TODAY_SECONDS = 43_200
"""What is older is told with its day."""
DONE_SHOWN_SECONDS = 6
"""How long a line says that a command on it was done."""


class Desk(KnownCity):
    """The service behind the screens. It asks no clock itself: `wall` is handed in. Nothing here needs Textual: the first page is drawn of it."""

    bulk: "Bulk | None" = None
    """What was asked last of several tickets at once."""
    link: "Link"
    """The line to the hotline; the first page stands before there is one."""
    expected = 0
    """How many open tickets there are in all, while only the first of them are here; 0 where the copy is whole."""
    slow: bool
    """Whether the line to the terminal is slow, so that less is to be sent: as it was found, whatever is set for the next start."""
    session = ""
    """Number of the session that calls come in on now: a leaders' hour or a campaign; empty where there is none."""
    work_list = ""
    """The list of work that was shown last in this run; empty before one was."""
    open311 = ""
    """Which Open311 city is shown, which has no rules and can be asked nothing; empty for a hotline."""
    _city: "City | None" = None
    _me: "Me | None" = None

    def __init__(
        self,
        *,
        mirror: "Mirror",
        outbox: "Outbox",
        link: "Link | None" = None,
        say: Words,
        settings: Settings,
        signs: Signs,
        wall: Callable[[], float],
        keys: tuple[keymap.Key, ...] = keymap.KEYS,
        settings_file: Path | None = None,
    ) -> None:
        self.mirror = mirror
        self.outbox = outbox
        if link is not None:
            self.link = link
        self.say = say
        self.settings = settings
        self.slow = settings.link == "slow"
        self.signs = signs
        self.wall = wall
        self.settings_file = settings_file
        self.keys = keys
        """The table of keys with the person's own ones in it."""
        self.screens: dict[str, Callable[..., Screen[Any]]] = {}
        """Factories by name, filled by the app; screens reach one another through them and never import each other."""
        self.drafts = Drafts(mirror.path.parent, wall)
        """What was typed into forms and not sent."""
        self.reveals: dict[str, str] = {}
        """Ids of the reveals that were done, by ticket: with them the contacts can be seen for some minutes."""
        self.reveals_end: dict[str, float] = {}
        """When contacts that are seen must go, by ticket, in the hotline's time."""
        self.kept: dict[Question, Kept] = {}
        """The last answer to each question about figures, dossiers and reports."""
        self.left_out: dict[str, str] = {}
        """Tickets of the last form that were not sent, as the preview refused them, each with the rule's sentence."""
        self._done: dict[str, int] = {}
        self._pace, self.expected = mirror.pace, mirror.expected

    @property
    def read_only(self) -> bool:
        """Whether nothing may be asked from here; then the outbox is only looked at."""
        return self.settings.read_only

    def why_read_only(self) -> str:
        """Why nothing may be asked from here, as a sentence."""
        return self.say("open311.read_only_why" if self.open311 else "desk.read_only_why")

    def say_of_bands(self, key: str, /, **facts: object) -> str:
        """As the words; of an Open311 city's requests without an expected time no clock has ever run, which is not to be called a pause."""
        return self.say("open311.no_clock" if self.open311 and key == "band.paused" else key, **facts)

    # -- time

    def now(self) -> int:
        """The hotline's time in seconds since 1970: the wall clock, corrected by what the hotline last told."""
        return self.at(self.wall())

    def at(self, wall: float) -> int:
        """The hotline's time at a moment of the wall clock here."""
        return self._pace.at(wall) if self._pace else int(wall)

    def line_said(self, told: "LinkChanged") -> dict[str, Any]:
        """How the line to the hotline stands, as fields of a status line: its state, since when, and why or what to do about it."""
        cause = self.say("desk.signed_out_note") if told.name == "signed_out" else ""
        if told.name == "lost":
            cause = self.say.why(told.why)
        if told.why == "silent":
            cause = self.say("desk.silent_for", seconds=int(self.wall() - told.since))
        stands = {"link": told.name, "since": self.clock_time(self.at(told.since)) if told.since else "", "cause": cause}
        return stands | ({"coming": self.coming(fetching=False)} if told.name in ("lost", "signed_out") else {})

    def coming(self, *, fetching: bool = True) -> str:
        """How far a first copy has come, in words; empty where it is whole. `fetching`: whether more of it is on its way.

        Of an Open311 city: which it is, and as of when.
        """
        if self.open311:
            return self._city_stands(fetching=fetching)
        if not self.expected:
            return ""
        here, arrived = self.mirror.meta("open"), self.mirror.meta("arrived")
        return self.say(
            "desk.coming" if fetching else "desk.coming_part", here=f"{int(here or 0):,}", of=f"{self.expected:,}", arrived=f"{int(arrived or 0):,}"
        )

    def _city_stands(self, *, fetching: bool) -> str:
        told = self.mirror.pace
        if told is None:
            return ""
        if self.expected and fetching:
            return self.say("open311.coming", city=self.city_name(), count=f"{int(self.mirror.meta('arrived') or 0):,}")
        at = self.day_time(told.now) if self.wall() - told.wall > OF_TODAY_SECONDS else self.clock_time(told.now)
        cut = self.mirror.meta("open311_cut")
        said = self.say("open311.stands", city=self.city_name(), at=at)
        return self.say("open311.stands_cut", stands=said, count=f"{int(cut):,}") if cut else said

    def heard(self, *, anew: bool) -> None:
        """The mirror has changed: take over the hotline's time and, where the copy is new, who and what it tells of. Raises LocalError."""
        self.mirror.look_again()
        self._pace = self.mirror.pace
        if anew:
            self.expected = self.mirror.expected
            self._me = None
            if self.forget_city():
                self._city = None

    # -- the hotline

    async def view(self, number: str) -> "TicketView":
        """A whole ticket, asked of the hotline; of an Open311 city the copy holds all there is. Raises HotlineError."""
        from api_client.models.page import Problem, TicketView

        if self.open311:
            from tui.reported import view_of

            if (summary := self.mirror.ticket(number)) is None:
                raise Refused(Problem(status=404, code="unknown_ticket", detail=number))
            return view_of(summary, self.say, datetime.fromtimestamp(self.now(), UTC))
        return TicketView.model_validate_json(await self.link.ask("ticket", number=number))

    async def preview(self, command: "OnTicket | OnDossier | Register") -> "AnyOutcome":
        """What a command would do. Raises HotlineError."""
        from api_client.models.page import DossierOutcome, Outcome

        told = await self.link.ask("preview", id=str(command.id), body=command.model_dump_json())
        return (Outcome if "ticket" in json.loads(told) else DossierOutcome).model_validate_json(told)

    async def asked(self, question: Question) -> Kept:
        """The hotline's answer to a question, kept from then on. Raises HotlineError."""
        told = json.loads(await self.link.ask(question.what, **dict(question.of)))
        self.kept[question] = Kept(told, self.now())
        while len(self.kept) > MOST_KEPT:
            del self.kept[next(iter(self.kept))]
        return self.kept[question]

    async def city(self) -> "City":
        """The city's units, catalogue and policies: remembered, or asked of the hotline. Raises HotlineError."""
        if self._city is None:
            from api_client.models.city import City

            if not self.mirror.meta("city"):
                await self.link.ask("city")  # which puts it into the mirror
            try:
                self._city = City.model_validate_json(self.mirror.meta("city"))
            except ValueError as error:  # pydantic's is one; another hotline may tell it otherwise
                raise Unexpected(f"a city that makes no sense: {spoken(error)}") from error
        return self._city

    def me(self) -> "Me | None":
        """Who is signed in, as far as it is known."""
        if self._me is None and (told := self.mirror.meta("me")):
            from api_client.models.people import Me

            self._me = Me.model_validate_json(told)
        return self._me

    # -- commands

    def put(self, commands: "Sequence[OnTicket | OnDossier | Register]", *, hold: float | None = None) -> None:
        """Put commands into the outbox, durably; they go when the hold is over and the line is up. Raises LocalError, nothing stored.

        `hold` in seconds; without it as the person has set it.
        """
        self.outbox.put(commands, now=self.wall(), hold=self.settings.undo_seconds if hold is None else hold)
        self.link.wake()

    def put_said(self, do: str, count: int) -> str:
        """The sentence after commands were put into the outbox: how many, and which key takes them back."""
        undo = next((keymap.shown(row.keys[0]) for row in self.keys if row.id == "undo"), "")
        held = self.settings.undo_seconds
        return self.say("desk.put" if held else "desk.put_at_once", do=self.say(f"command.{do}"), count=count, seconds=held, key=undo)

    def redo(self, id: str, *commands: "OnTicket | OnDossier | Register") -> None:
        """Ask again, mended, what was refused, and what follows it. Raises LocalError."""
        self.outbox.retry(id, *commands, now=self.wall(), hold=self.settings.undo_seconds)
        self.link.wake()

    def undo(self) -> "Sequence[Row]":
        """Take the newest commands back that are still held; a call is a draft again, before one that was begun after it."""
        taken = self.outbox.undo(self.wall())
        for row in taken:
            if row.do == CALL:
                self.drafts.keep(Draft(CALL), json.loads(row.body))
        return taken

    def done(self, number: str) -> None:
        """Remember for a moment that a command on a ticket was done."""
        self._done[number] = int(self.wall()) + DONE_SHOWN_SECONDS

    def reveals_over(self) -> bool:
        """Whether contacts that are seen must go now; told once."""
        now = self.now()
        over = [number for number, end in self.reveals_end.items() if now >= end]
        for number in over:
            del self.reveals_end[number]
        return bool(over)

    def pending(self) -> dict[str, str]:
        """What became of commands, by ticket: waiting, refused, stale or unexpected from the outbox, done for a moment after."""
        wall = self.wall()
        self._done = {number: until for number, until in self._done.items() if until > wall}
        waiting, trouble = self.outbox.standing()
        return dict.fromkeys(self._done, "done") | {row.ticket: row.state for row in (*trouble, *waiting)}

    def save_view(self, view: View) -> None:
        """Keep a view under its name, in the settings file where there is one. Raises OSError, ValueError as `settings.save_view`."""
        if self.settings_file is not None:
            self.settings = save_view(self.settings_file, view)
        else:
            self.settings = self.settings._replace(views=(view, *(old for old in self.settings.views if old.name != view.name)))

    def line(self, number: str) -> Line | None:
        """A ticket as a line of the queue, as the mirror holds it."""
        ticket = self.mirror.ticket(number)
        if ticket is None:
            return None
        from api_client.rows import row

        return Line._make(row(ticket)[: len(Line._fields)])

    def screen(self, name: str, *args: object, **more: object) -> "Screen[Any]":
        """A new screen by its name (`ticket`, `form`, `outbox`, `help`), with what it is to show."""
        return self.screens[name](*args, **more)

    def hints(self, *groups: str, asks: Collection[str] | None = None, without: Collection[str] = ()) -> list[tuple[str, str]]:
        """Keys and words for the bottom line of a screen with these groups of keys, no command among them that the role never asks.

        `asks` are the commands that may be asked of what is shown, where that is known: all of them are named then.
        """
        if self.open311:
            asks, groups = (), tuple(group for group in groups if group != "intake")
        may, named = (self.asks() or None) if asks is None else asks, asks is not None
        rows = [row for group in groups for row in self.keys if row.where == group and (row.footer or (named and group == "act"))]
        rows = [row for row in rows if not (self.open311 and row.id == "undo")]
        rows = [row for row in rows if row.id not in without and (row.where != "act" or may is None or row.id in may)]
        return [(keymap.shown(row.keys[0]), self.say(f"keys.{row.id}")) for row in rows]
