"""The queue's filter: typed with offers, chosen as a view, by its order, or on the strip of counts; a wrong one leaves the one that works."""

from api_client.filter import NO_TIER, ORDERS, SHORT, FilterError, Query
from tui.filtering.filter_words import mistake
from tui.filtering.views import beside, put_term, views
from tui.link import Noted
from tui.queue.frame import QueueFrame
from tui.queue.newcomers import Newcomers
from tui.settings import View
from tui.words.words import LANGUAGES, Words
from widgets.queue.filter_line import FilterLine
from widgets.queue.tier_strip import TierStrip

NEW = "new"
FIRST_SECONDS = 0.012
"""So long the first lines of a filter are waited for: mostly they are there, and the list changes once."""


class QueueFilter(QueueFrame):
    """Which tickets the queue shows, and in which order."""

    newcomers: Newcomers
    """What has come in out of sight."""
    _new_until = 0
    """Up to when what is new was looked at, by the hotline's time; 0 while it is not."""

    _named_before: View | None = None
    """The view that was on before a filter was typed."""
    _stood_on: str | None = None
    """The ticket that was selected before a filter was typed, "" where it was the first one; what each sign finds on the way moves nobody."""

    def on_filter_line_typed(self, message: FilterLine.Typed) -> None:
        """Apply the filter while it is typed; say what is wrong with it."""
        self.line.complain(self._apply(message.text))

    def on_filter_line_closed(self, message: FilterLine.Closed) -> None:
        """The filter is decided; a wrong one leaves the one that works."""
        self.status.display = True
        self.list.focus()
        if message.kept and self.filter_by(message.text):
            self.desk.memory.use(message.text)
            self._new_until = self.desk.now() if _new(self.query_on) else 0
        elif not message.kept:
            self._apply(message.text)
            if self._named_before is not None:
                self.show_view(self._named_before)
        self._stood_on = None

    def action_filter(self) -> None:
        """Type a filter."""
        self.status.display = False
        self._named_before = self.named
        self._stood_on = self.list.current.number if self.list.cursor and self.list.current else ""
        self.line.history = self.desk.memory.filters
        self.line.open(self.filter)

    def filter_by(self, text: str) -> bool:
        """Put a filter on, from the line or the palette; returns whether it could be read."""
        if mistake := self._apply(text):
            self.post_message(Noted(mistake, alarm=True))
        return not mistake

    def show_view(self, view: View) -> None:
        """Put a view on: its filter, its order, its columns."""
        if self.filter_by(view.text):
            self.named = view
            self._use_columns(view.columns)
            self.show_state()

    def action_next_view(self, by: int) -> None:
        """The view after the one that is on, or before it."""
        name = self.named.name if self.named else ""
        known = views(self.desk.settings.views, self.desk.say)
        self.show_view(beside(known, name, self.filter, by))

    def action_views(self) -> None:
        """Choose a view, or keep the filter that is on as one."""
        self.app.push_screen(self.desk.screen("views", self.filter), self._view_chosen)

    def _view_chosen(self, chosen: View | str | None) -> None:
        if isinstance(chosen, View):
            self.show_view(chosen)
        elif chosen:
            self.save_view(chosen)

    def save_view(self, name: str) -> None:
        """Keep the filter that is on, with its order and its columns, as a view."""
        own = self.list.columns if self.list.columns != self.desk.settings.columns else ()
        view = View(name, self.filter, own)
        try:
            self.desk.save_view(view)
        except (OSError, ValueError) as trouble:
            self.say("desk.view_not_saved", alarm=True, name=name, why=str(trouble))
            return
        self.named = view
        self.say("desk.view_saved", name=name)
        self.show_state()

    def action_columns(self) -> None:
        """Choose which columns are shown."""
        shown = [column.name for column in self.list.shown_columns()]
        self.app.push_screen(self.desk.screen("columns", shown, self._choose_columns))

    def _choose_columns(self, columns: tuple[str, ...]) -> None:
        self._use_columns(columns)
        seen = [column.name for column in self.list.shown_columns()]
        if missing := [self.desk.say(f"column.{name}") for name in columns if name not in seen]:
            self.say("columns.no_room", columns=" ".join(missing))

    def action_sort(self) -> None:
        """The next order."""
        order = ORDERS[(ORDERS.index(self.query_on.order) + 1) % len(ORDERS)]
        words = [Words(lang)("filter_key.sort") for lang in LANGUAGES]
        self.filter_by(put_term(self.filter, "sort", "" if order == ORDERS[0] else order, words))
        self.say("desk.sorted", order=self.desk.say(f"filter_sort.{order}"))

    def action_strip(self) -> None:
        """Point at a tier, or at what of it burns."""
        self.strip.focus()

    def on_tier_strip_chosen(self, message: TierStrip.Chosen) -> None:
        """Keep a tier, and some bands of it; once more: all of them."""
        cell, say = message.cell, [Words(lang) for lang in LANGUAGES]
        alone = [word(f"filter_word.{name}") for word in say for name, (key, _) in SHORT.items() if key == "band"]
        tier = put_term(self.filter, "tier", cell.tier or NO_TIER, [word("filter_key.tier") for word in say])
        bands = [*alone, *(name for name, (key, _) in SHORT.items() if key == "band"), *(word("filter_key.band") for word in say)]
        text = put_term(tier, "band", ",".join(cell.bands), bands)
        if text == self.filter:
            text = put_term(put_term(text, "band", ""), "tier", "")
        self.filter_by(text)

    def on_tier_strip_left(self, _: TierStrip.Left) -> None:
        """Back to the list."""
        self.list.focus()

    def counts_of(self, query: Query) -> Query:
        """What the strip counts for a query: all tiers and bands, so that another one can be chosen."""
        return query.without("tier", "band")

    def clear_filter(self) -> bool:
        """Take the filter off; False where none is on."""
        if not self.filter:
            return False
        self.filter_by("")
        return True

    def _apply(self, text: str) -> str:
        """Look through another filter; returns what is wrong with it, and then the one before stays on."""
        try:
            query = self.desk.read_filter(text)
        except FilterError as error:
            return mistake(error, self.desk.say)
        self.filter = text.strip()
        if self.named and self.named.text != self.filter:
            if self.named.columns:
                self._use_columns(())
            self.named = None
        if query != self.query_on:
            self._look_at(query)
        self.show_state()
        return ""

    def _look_at(self, query: Query) -> None:
        if self._new_until and not _new(query):
            self.desk.memory.look(self._new_until)
            self.newcomers.clear()
        typing = self.line.has_class("open")  # who types `newspaper` has not looked at what is new
        self._new_until = self.desk.now() if _new(query) and not typing else 0
        self.query_on = query
        self.view.close()
        self.view = self.desk.mirror.view(query, now=self.desk.now, changed=self.found)
        self.view.first(FIRST_SECONDS, [line.number for line in self.list.rows])
        self.list.show(self.view, on=self._stood_on)
        tiers, bands = ([value for term in query.terms if term.key == key and not term.negated for value in term.values] for key in ("tier", "band"))
        self.strip.keep(tiers[0].removeprefix(NO_TIER) if len(tiers) == 1 else None, tuple(bands))
        self.looks_elsewhere()

    def read_again(self) -> bool:
        """Take notice of what was written since; returns whether anything was."""
        if self._new_until:
            self._new_until = self.desk.now()
        return self.view.refresh()

    def found(self) -> None:
        """The search knows more; called from its own thread."""
        raise NotImplementedError

    def looks_elsewhere(self) -> None:
        """Another filter is on."""
        raise NotImplementedError

    def _use_columns(self, columns: tuple[str, ...]) -> None:
        self.list.columns = columns or self.desk.settings.columns
        self.list.restyle()


def _new(query: Query) -> bool:
    return any(term.key == NEW and not term.negated for term in query.terms)
