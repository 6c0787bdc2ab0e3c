"""The reports by the calendar, read on the screen and saved as files (日筛查、周派单、月统计、季报告、年度体检)."""

import asyncio
import json
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from api_client.errors import HotlineError
from api_client.models.text import clean
from tui import keymap
from tui.anew import begin
from tui.asking import AskingScreen
from tui.desk import Desk
from tui.figures.periods import ASKED_BY, period
from tui.figures.report_file import FORMS, form_of, html_of, name_of, place, write
from tui.questions import Question, question
from widgets.chooser import Entry
from widgets.dossiers.report_page import report_lines
from widgets.lines.tabs import Tabs

NAMES = tuple(ASKED_BY)
JSON = "application/json"


class ReportsScreen(AskingScreen):
    """One report of one period; left and right go to another period, a key saves it."""

    BINDINGS: ClassVar[list[BindingType]] = keymap.bindings("lists", "asking", "sheets", "months", "reports")
    HINTS: ClassVar[tuple[str, ...]] = ("reports", "months", "sheets", "asking", "desk")
    AUTO_FOCUS = "VerticalScroll"
    DEFAULT_CSS = """
    ReportsScreen > VerticalScroll { height: 1fr; scrollbar-size: 0 0; }
    ReportsScreen > VerticalScroll > Static { height: auto; }
    """

    def __init__(self, desk: Desk, report: str = "monthly") -> None:
        super().__init__(desk)
        self.at = NAMES.index(report)
        self.ago = 0
        self.tabs = Tabs()
        self.page = VerticalScroll()
        self._text = Static(markup=False)
        self._told: dict[str, Any] | None = None

    @property
    def period(self) -> str:
        """The period that is shown, as the hotline is asked for it."""
        return period(NAMES[self.at], datetime.fromtimestamp(self.desk.now(), self.desk.zone).date(), self.ago)

    def idle(self) -> Collection[str]:
        """No period that has not begun; Enter opens nothing here, it reads on."""
        return ("open_row",) if self.ago else ("open_row", "later")

    def body(self) -> ComposeResult:
        """The names, the report."""
        yield self.tabs
        with self.page:
            yield self._text

    def questions(self) -> Sequence[Question]:
        """The report."""
        return (self._question(JSON),)

    def _question(self, form: str) -> Question:
        name = NAMES[self.at]
        return question("report", name=name, form=form, lang=self.desk.say.lang, **{ASKED_BY[name]: self.period})

    def head(self) -> str:
        """Which report, of which period."""
        return f"{self.desk.say(f'reports.{NAMES[self.at]}')}  {self.period}"

    def show_told(self, told: Sequence[Any] | None) -> None:
        """The report of the answer; before there is one, nothing."""
        self.tabs.show([self.desk.say(f"reports.{name}") for name in NAMES], self.at)
        self._told = json.loads(told[0]) if told else None
        self._draw()

    def _draw(self) -> None:
        width = max(20, self.size.width)
        lines = report_lines(self._told, width, self.desk.say, self.desk.signs) if self._told else []
        self._text.update(Content("\n").join(lines))
        if lines:
            self.call_after_refresh(self.show_place, self.page)
        else:
            self.status.show(at=0, total=0)

    def on_resize(self, event: events.Resize) -> None:
        """The tables fit the new width."""
        super().on_resize(event)
        self._draw()

    # -- keys

    def action_move(self, how: str, by: int) -> None:
        """Scroll by lines or pages, or to an edge."""
        self.scroll_page(self.page, how, by)

    def action_part(self, by: int) -> None:
        """The next report, or the one before."""
        self._go((self.at + by) % len(NAMES))

    def action_choose(self) -> None:
        """Choose a report by its name."""
        entries = [Entry(name, self.desk.say(f"reports.{name}"), "", name) for name in NAMES]
        self.app.push_screen(self.desk.screen("choice", self.desk.say("reports.choose"), entries), self._chosen)

    def _chosen(self, name: str | None) -> None:
        if name:
            self._go(NAMES.index(name))

    def _go(self, at: int) -> None:
        self.at, self.ago = at, 0
        self.page.scroll_to(y=0, animate=False)
        self.ask()

    def action_later(self, by: int) -> None:
        """Another period; never one that has not begun."""
        if self.ago - by < 0:
            self.note("boards.no_month")
            return
        self.ago -= by
        self.ask()

    def action_open_row(self) -> None:
        """Enter reads on."""
        self.action_move("page", 1)

    # -- saving

    def action_save(self) -> None:
        """Ask where."""
        self._ask_where(f"~/{name_of(NAMES[self.at], self.period)}")

    def _ask_where(self, typed: str, fault: str = "") -> None:
        self.app.push_screen(self.desk.screen("saving", typed, fault=fault), self._save_soon)

    def _save_soon(self, typed: str | None) -> None:
        if typed and typed.strip():
            begin(self, partial(self._save, typed), group="save")

    async def _save(self, typed: str) -> None:
        """Fetch the report in the form that the name asks for, and keep it; where that fails, ask again with what was wrong."""
        say = self.desk.say
        try:
            path = place(typed)
            form = form_of(path)
            if not form:
                self._ask_where(typed, say("reports.no_form", forms=", ".join(FORMS)))
                return
            told = (await self.desk.asked(self._question(form))).told
            await asyncio.to_thread(write, path, html_of(json.loads(told), say.lang) if form == JSON else told)
        except FileExistsError:
            self._ask_where(typed, say("reports.exists"))
        except (OSError, RuntimeError, ValueError) as error:
            self._ask_where(typed, say("reports.not_written", why=getattr(error, "strerror", "") or str(error)))
        except HotlineError as error:
            self._ask_where(typed, say("asking.unsaved", why=clean(str(error))))
        else:
            self.note("reports.saved", path=clean(str(path)))
