"""The queue's views: chosen by name with how many tickets each keeps, or the filter that is on kept under a new name."""

from collections.abc import Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.screen import ModalScreen

from api_client.errors import LocalError
from api_client.filter import FilterError
from tui.desk import Desk
from tui.filtering.filter_words import spoken
from tui.filtering.views import views
from tui.settings import View
from widgets.cells.columns import fit
from widgets.chooser import Chooser, Entry, narrowed

ASIDE, COUNT_CELLS = 9, 7
NAME_CELLS = 14


class ViewsScreen(ModalScreen[View | str | None]):
    """Dismisses with the view that was chosen, with a name to keep the filter under, or None."""

    CSS: ClassVar[str] = """
    ViewsScreen { background: ansi_default; }
    ViewsScreen Chooser { width: 1fr; height: 100%; }
    """

    def __init__(self, desk: Desk, text: str) -> None:
        """`text` is the filter that is on."""
        super().__init__()
        self.desk = desk
        self._text = text
        self._views = {f"view:{at}": view for at, view in enumerate(views(desk.settings.views, desk.say))}
        self._counts: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """The chooser alone."""
        say = self.desk.say
        yield Chooser(
            self.entries, prompt=say("views.prompt"), nothing=say("views.nothing"), keys=say("palette.keys"), more=self.desk.signs.more, aside=ASIDE
        )

    def on_mount(self) -> None:
        """Count what each keeps."""
        self._count()

    def entries(self, text: str) -> Sequence[Entry]:
        """The views that fit a typed name, and keeping the filter under it."""
        desk = self.desk
        all_views = [
            Entry(
                id,
                f"{fit(view.name, NAME_CELLS, desk.signs.more)} {spoken(view.text, desk.say)}",
                self._counts.get(id, "").rjust(COUNT_CELLS),
                f"{view.name} {view.text}",
            )
            for id, view in self._views.items()
        ]
        found = narrowed(all_views, text)
        name = text.strip()
        if self._text and name:
            found.append(Entry(f"save:{name}", desk.say("views.save", name=name, text=self._text)))
        return found

    def on_chooser_chosen(self, message: Chooser.Chosen) -> None:
        """Done."""
        kind, _, name = (message.entry or "").partition(":")
        self.dismiss(self._views.get(message.entry or "") if kind == "view" else name or None)

    @work(thread=True)
    def _count(self) -> None:
        for id, view in self._views.items():
            try:
                count = self.desk.mirror.count(self.desk.read_filter(view.text), self.desk.now())
            except (FilterError, LocalError):
                said = "?"
            else:
                said = f"{count:,}"
            self.call_later(self._counted, id, said)

    def _counted(self, id: str, said: str) -> None:
        self._counts[id] = said
        if len(self._counts) == len(self._views) and self.is_attached:
            self.query_one(Chooser).refill()
