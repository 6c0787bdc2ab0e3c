"""A screen of what the hotline tells: it loads without holding anything up, says what is wrong and how to try again, keeps the last answer."""

import asyncio
from collections.abc import Collection, Sequence
from functools import partial
from typing import Any, ClassVar

from pydantic import ValidationError
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Static

from api_client.errors import HotlineError, Refused, Unexpected, Unreachable, spoken
from api_client.models.line import Line
from api_client.models.text import clean
from tui import keymap
from tui.anew import begin
from tui.commands import asks_of
from tui.desk import Desk
from tui.link import Arrived, LinkChanged, Noted, Settled, Ticked
from tui.questions import Kept, Question
from tui.queue.page import SMALLEST, known
from tui.scrolling import scroll
from widgets.cells.glyphs import ALARM
from widgets.lines.keys import KeyLine
from widgets.lines.status import StatusLine
from widgets.speech import Speech

READ_AGAIN_SECONDS = 30
"""How often figures on the screen are asked for anew while the mirror changes."""
TROUBLE = Style.from_rich_style(ALARM)


class AskingScreen(Screen[None]):
    """Head, body, what is to be said, state, keys. A screen of this kind says what it asks and how an answer is shown."""

    HINTS: ClassVar[tuple[str, ...]] = ("desk",)
    DEFAULT_CSS = """
    AskingScreen > #head { height: 1; text-style: bold reverse; }
    AskingScreen > #said { height: auto; max-height: 3; display: none; }
    AskingScreen > #tiny { display: none; height: 1fr; }
    AskingScreen.small > * { display: none; }
    AskingScreen.small > #tiny { display: block; }
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.speech = Speech(desk.say, lang=desk.say.lang)
        self.status = StatusLine(say=desk.say, signs=desk.signs, read_only=desk.read_only)
        self.keys = KeyLine(desk.say)
        self.standing = ""
        """loading, lost, refused, trouble, or empty where what is shown is the hotline's last word."""
        self._why = ""
        self._of: int | None = None
        self._old = False
        self._seconds = 0

    # -- what a screen of this kind says

    def questions(self) -> Sequence[Question]:
        """What it asks now."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        """What stands between head and state."""
        raise NotImplementedError

    def show_told(self, told: Sequence[Any] | None) -> None:
        """Show the answers, in the order of the questions; None before there are any."""
        raise NotImplementedError

    def head(self) -> str:
        """The line on top."""
        raise NotImplementedError

    def idle(self) -> Collection[str]:
        """Names of the keys that would do nothing on what is shown now."""
        return ()

    # -- the frame

    def compose(self) -> ComposeResult:
        """Head, body, what is to be said, state, keys."""
        yield Static(id="head", markup=False)
        yield from self.body()
        yield Static(id="said", markup=False)
        yield from (self.status, self.keys)
        yield Static(id="tiny", markup=False)

    def on_mount(self) -> None:
        """Show what was told before, and ask."""
        self.relabel(ask=True)

    def on_resize(self, event: events.Resize) -> None:
        """Below the smallest size one sentence."""
        self.set_class(event.size.width < SMALLEST[0] or event.size.height < SMALLEST[1], "small")
        self.query_one("#tiny", Static).update(self.desk.say("desk.too_small", width=event.size.width, height=event.size.height))

    def relabel(self, *, ask: bool = False) -> None:
        """The language has changed, or nothing was said yet."""
        self.speech = Speech(self.desk.say, city=self.speech.city, lang=self.desk.say.lang)
        self.show_keys()
        status = known(self.desk)
        self.status.show(waiting=status.waiting, trouble=status.trouble, time=status.time, person=status.person)
        if ask:
            self.ask()
        else:
            self._show_again()

    def show_keys(self) -> None:
        """The keys on the bottom line, but for those that would do nothing."""
        self.keys.show(self.desk.hints(*self.HINTS, without=self.idle()))

    def ask(self) -> None:
        """Ask, or ask again; what was told before stands until the answer is there. Nothing is asked for a screen that is being closed."""
        if self._bare:
            return
        self._old, self._seconds = False, 0
        self._stand("loading")
        self._show_again()
        begin(self, partial(self._load, tuple(self.questions())), group="asked")

    @property
    def _bare(self) -> bool:
        """Whether the widgets are gone already; answers and timers may still come then."""
        return not self.query("#said")

    def _show_again(self) -> None:
        """Show what is kept of the answers to what is asked now."""
        kept = [self.desk.kept.get(one) for one in self.questions()]
        self._show([one for one in kept if one is not None], whole=all(one is not None for one in kept))

    def _show(self, kept: Sequence[Kept], *, whole: bool) -> None:
        if self._bare:
            return
        self._of = min((one.at for one in kept), default=self.desk.now()) if whole else None
        self.query_one("#head", Static).update(Content(f" {clean(self.head())}"))
        try:
            self.show_told([one.told for one in kept] if whole else None)
        except (ValidationError, KeyError, TypeError, ValueError) as error:  # another hotline may tell it otherwise
            self._stand("trouble", clean(spoken(error)))
        self._say_standing()
        self.show_keys()

    async def _load(self, questions: tuple[Question, ...]) -> None:
        try:
            if (city := await self.desk.city()) is not self.speech.city:
                self.speech = Speech(self.desk.say, city=city, lang=self.desk.say.lang)
                self._show_again()  # the answers may be long in coming: what is kept has the city's names and hours till then
            kept = await asyncio.gather(*(self.desk.asked(one) for one in questions))
        except Unreachable as error:
            self._stand("lost", self.desk.say.get(f"why.{error.why}") or error.why)
        except Unexpected as error:
            self._stand("trouble", self.desk.say.get(f"why.{error.why}") or clean(spoken(error)))
        except Refused as refused:
            self._stand("refused", clean(refused.problem.detail))
        except (HotlineError, ValidationError, ValueError) as error:
            self._stand("trouble", clean(spoken(error)))
        else:
            self._stand("")
            self._show(kept, whole=True)

    def _stand(self, state: str, why: str = "") -> None:
        self.standing, self._why = state, why
        if not self._bare:
            self._say_standing()

    def _say_standing(self) -> None:
        """Loading, or what is wrong and which key tries again, and of when what is shown is."""
        say, said = self.desk.say, self.query_one("#said", Static)
        key = next((keymap.shown(row.keys[0]) for row in self.desk.keys if row.id == "reread"), "")
        text = say(f"asking.{self.standing}", why=self._why, key=key) if self.standing else ""
        if self.standing not in ("", "loading") and self._of is not None:
            text += " " + say("asking.kept", at=self.desk.clock_time(self._of))
        said.display = bool(text) and not (self.standing == "loading" and self._of is not None)
        said.update(Content.styled(text, "" if self.standing == "loading" else TROUBLE))

    # -- what comes from outside

    def on_ticked(self, _: Ticked) -> None:
        """A second has passed; figures that may be old are asked for anew, though not all the time."""
        self._seconds += 1
        self.status.show(time=known(self.desk).time)
        if self._old and self._seconds >= READ_AGAIN_SECONDS and self.app.screen is self:
            self.ask()

    def on_arrived(self, _: Arrived) -> None:
        """The figures may be old now."""
        self._old = True

    def on_settled(self, _: Settled) -> None:
        """A command has its answer: ask anew."""
        status = known(self.desk)
        self.status.show(waiting=status.waiting, trouble=status.trouble)
        self.ask()

    def on_link_changed(self, message: LinkChanged) -> None:
        """Say how the line stands; what could not be asked is asked now."""
        self.status.show(**self.desk.line_said(message))
        if message.name == "live" and self.standing in ("lost", "trouble"):
            self.ask()

    def on_noted(self, message: Noted) -> None:
        """Say something for a moment."""
        self.status.remark(message.text, alarm=message.alarm)

    # -- keys

    def action_reread(self) -> None:
        """Ask again now, and try a lost line at once."""
        self.desk.link.hurry()
        self.ask()
        self.note("asking.again")

    def action_go_back(self) -> None:
        """Back to where one was."""
        self.dismiss()

    def scroll_page(self, page: VerticalScroll, how: str, by: int) -> None:
        """Scroll a page by lines, half pages or pages, or to an edge, and say how far down it is."""
        whole = max(1, page.size.height - 1)
        steps = {"line": 1, "half": max(1, whole // 2), "page": whole, "edge": int(page.virtual_size.height)}
        scroll(page, by * steps[how])
        page.call_after_refresh(self.show_place, page)

    def show_place(self, page: VerticalScroll) -> None:
        """How many of a page's lines lie above its lower edge."""
        lines = int(page.virtual_size.height)
        self.status.show(at=min(lines, int(page.scroll_y) + page.size.height), total=lines)

    def note(self, key: str, /, *, alarm: bool = False, **facts: object) -> None:
        """Say something for a moment."""
        self.post_message(Noted(self.desk.say(key, **facts), alarm=alarm))

    # -- commands

    def form(self, do: str, lines: Sequence[Line] = (), **more: Any) -> None:
        """Open the form of a command; what comes of it is kept durably."""
        asks_of.ask(self, self.desk, do, lines, **more)
