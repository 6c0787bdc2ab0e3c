"""The vigil: an app that looks at the whole desk every few seconds, rings for what newly burns, keeps the title, and dims the light at night."""

from collections.abc import Sequence

from api_client.burning import Burning
from api_client.errors import LocalError
from api_client.models.line import Line
from tui.desk import Desk
from tui.display import inside
from tui.link import Burns, Noted
from tui.looks import Looks
from tui.night import alarm
from tui.too_small import Fits

LOOK_EVERY_SECONDS = 3
MOST = 1000
"""So many burning tickets are looked at one by one; with more of them one more is no news, and the title's numbers come from the mirror's tally."""


class Vigil(Looks, Fits):
    """Mixin for the desk's app."""

    desk: Desk
    _seconds = 0
    _changed = True

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._alarm = alarm.Alarm()
        self._burning: Burning | None = None
        self._news: list[Line] = []
        """What newly burns and was not told yet."""

    def keep_vigil(self) -> None:
        """A second has passed: look, if it is time or something has changed."""
        self._seconds += 1
        if self._changed or self._seconds % LOOK_EVERY_SECONDS == 0:
            self._changed = False
            self.run_worker(self._look_at_what_burns, thread=True, exclusive=True, group="vigil")

    def something_changed(self) -> None:
        """The mirror has changed: look with the next second."""
        self._changed = True

    def line_is_live(self) -> None:
        """The line is up."""
        self._alarm.live(self.desk.wall())

    def may_take_back(self, wall: float) -> bool:
        """Whether a command can still be taken back: how, stands on the screen for so long, and nothing that can wait takes its place."""
        return any(row.hold_until > wall for row in self.desk.outbox.waiting())

    def _look_at_what_burns(self) -> None:
        now = self.desk.now()
        mirror = self.desk.mirror
        burning = self._burning = self._burning or mirror.burning_first(most=MOST)
        try:
            loads = mirror.loads
            lines = burning.lines(now)
            counts = mirror.tally().burning(now) if len(lines) == MOST else alarm.counts(lines, now)
            if mirror.loads != loads:
                return  # another copy has just come, and with it a look of its own
        except LocalError:
            return  # the screens say what is wrong with the file
        self.call_later(self._noticed, lines, counts, now, loads)

    def _noticed(self, lines: Sequence[Line], counts: tuple[int, int], now: int, loads: int) -> None:
        desk, wall = self.desk, self.desk.wall()
        self._alarm.copy(loads)
        fresh = self._alarm.hear(lines, now=now, wall=wall, whole=len(lines) < MOST)
        if fresh and self._alarm.rings(wall) and desk.settings.bell:
            self.bell()
        for screen in self.screen_stack if fresh else ():
            screen.post_message(Burns(fresh))
        self._news = [*fresh, *self._news]
        if self._news and not self.may_take_back(wall):
            self.post_message(Noted(alarm.news(self._news, now, desk.say), alarm=True))
            self._news = []
        if desk.settings.title:
            inside.title(self, alarm.title(*counts, desk.say))
