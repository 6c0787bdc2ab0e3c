"""The tour on the desk: looks a few times a second at what the person has done, and keeps the strip on whatever screen is shown."""

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.css.query import NoMatches
from textual.screen import ModalScreen

from api_client.errors import LocalError
from api_client.filter import FilterError
from tui import keymap
from tui.desk import Desk
from tui.link import Arrived, Noted, Settled
from tui.tour.steps import Offer, Said, Seen, Tour
from widgets.cells.glyphs import flag_sign
from widgets.lines.tour import TourStrip

if TYPE_CHECKING:
    from textual.timer import Timer

LOOK_EVERY_SECONDS = 0.25
STAYS_SECONDS = 30.0
"""How long the last sentence stays."""
KEYS_NAMED = (
    "down", "up", "next_burning", "open", "dispatch", "reassign", "cosign", "filter", "back", "confirm", "leave", "help", "palette",
)  # fmt: skip
"""Keys that the sentences speak of."""
WITHOUT = ("PaletteScreen", "HelpScreen", "ChoiceScreen", "SavingScreen")
"""Screens on which the person is busy choosing."""


class Touring(App[int]):
    """Mixin for the desk's app."""

    desk: Desk
    tour_offer: Offer | None = None
    """None where this is no demo."""

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self.tour: Tour | None = None
        self._done: set[str] = set()
        self._firsts: dict[str, str] = {}
        """The number found for a filter, until the mirror changes."""
        self._looking: Timer | None = None

    def on_mount(self) -> None:
        """The first time in a demo the tour begins by itself."""
        offer = self.tour_offer
        if offer is not None and offer.wanted and not offer.mark.exists():
            self._begin()

    def action_tour(self) -> None:
        """Put the tour away, or begin it anew."""
        if self.tour is not None:
            self._end()
        elif self.tour_offer is not None:
            self._begin()
        else:
            self._tell("tour.only_demo")

    def on_settled(self, message: Settled) -> None:
        """A command was kept: that may have been the step."""
        if message.row is not None and message.row.state == "done":
            self._done.add(message.row.do)
        self.call_later(self._look)  # the list one comes back to still says what was said when one left it

    def on_arrived(self, _: Arrived) -> None:
        """The mirror has changed: what is due first may be another now."""
        self._firsts.clear()

    def _begin(self) -> None:
        self.tour = Tour()
        self._done.clear()
        self._firsts.clear()
        self._looking = self.set_interval(LOOK_EVERY_SECONDS, self._look)
        self.call_later(self._look)

    def _end(self) -> None:
        self.tour = None
        if self._looking is not None:
            self._looking.stop()
        for screen in self.screen_stack:
            screen.query(TourStrip).remove()
        self._remember()
        self._tell("tour.away", key=self._key("tour"))

    def _remember(self) -> None:
        if self.tour_offer is not None:
            with suppress(OSError):  # then it comes again, which does no harm
                self.tour_offer.mark.parent.mkdir(parents=True, exist_ok=True)
                self.tour_offer.mark.touch()

    def _look(self) -> None:
        tour = self.tour
        if tour is None:
            return
        try:
            seen = self._seen()
        except LocalError:
            return  # the screens say what is wrong with the file
        was_over = tour.over
        tour.look(seen)
        self._show(tour.said(seen))
        if tour.over and not was_over:
            self._remember()
            self.set_timer(STAYS_SECONDS, lambda: self._end() if self.tour is tour else None)

    def _seen(self) -> Seen:
        """What there is to see."""
        queue: Any = self.screen_stack[0]
        line, place = queue.list.current, type(self.screen).__name__.removesuffix("Screen").lower()
        kept = frozenset((*self._done, *(row.do for row in self.desk.outbox.waiting())))
        undispatched, unsigned = self._first("stage:received", step="send"), self._first("flag:cosign waits:me", step="sign")
        wanted = undispatched or unsigned
        return Seen(
            place, line.number if line else "", line.stage if line else "", queue.filter,
            doing=getattr(self.screen, "do", ""), half=_half(self.screen), done=kept,
            undispatched=undispatched, unsigned=unsigned, signs=self.tour_offer is None or self.tour_offer.signs,
            far=queue.list.far(wanted) if wanted else 0,
        )  # fmt: skip

    def _first(self, text: str, *, step: str) -> str:
        """The number of the ticket of a filter that is due first; looked for where the tour has come to the step that speaks of it."""
        if self.tour is None or self.tour.step != step:
            return ""
        try:
            query = self.desk.read_filter(text)
        except FilterError:  # who looks is not known yet
            return ""
        if text not in self._firsts:
            found = self.desk.mirror.entered(0, query, self.desk.now())
            self._firsts[text] = min(((line.next_due, line.number) for line in found), default=(0, ""))[1]
        return self._firsts[text]

    def _show(self, said: Said) -> None:
        screen = self.screen
        if type(screen).__name__ in WITHOUT:
            return
        try:
            strip = screen.query_one(TourStrip)
        except NoMatches:
            strip = TourStrip()
            screen.mount(strip)
        say = self.desk.say
        step = say("tour.step", at=said.step, steps=said.steps) if said.step else say("tour.done")
        keys = {row.id: _spelled(keymap.shown(row.keys[0])) for row in self.desk.keys}
        facts = said.facts | {name: keys[name] for name in KEYS_NAMED} | {"sign": flag_sign("cosign", signs=self.desk.signs, lang=self.desk.lang())}
        strip.say(step, say(said.key, **facts), "" if isinstance(screen, ModalScreen) else say("tour.way_out", key=self._key("tour")))

    def _key(self, id: str) -> str:
        return next((keymap.shown(row.keys[0]) for row in self.desk.keys if row.id == id), "")

    def _tell(self, key: str, /, **facts: object) -> None:
        for screen in self.screen_stack:
            screen.post_message(Noted(self.desk.say(key, **facts)))


def _half(screen: Any) -> bool:
    """Whether a form is open in which something stands that it does not take. Other screens open forms by a method of that name."""
    return getattr(getattr(screen, "form", None), "sketch", {}) is None


def _spelled(cap: str) -> str:
    """A key as who has never seen a terminal reads it: `Ctrl+S`, not `^S`."""
    return f"Ctrl+{cap[1:]}" if cap.startswith("^") and len(cap) > 1 else cap
