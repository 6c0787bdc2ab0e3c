"""How the desk looks: the theme in force, chosen while the desk runs and remembered in the settings file."""

from textual.app import App

from tui.desk import Desk
from tui.link import Noted
from tui.painted import Painted
from tui.settings import keep
from tui.themes import NIGHT


class Looks(Painted, App[int]):
    """Mixin for the desk's app."""

    desk: Desk
    _tried = ""
    """The theme that is looked at and not yet chosen."""

    @property
    def theme_shown(self) -> str:
        """The theme that is tried or was chosen; the night's while the night screen is open, where that is set."""
        settings = self.desk.settings
        at_night = settings.night_theme and any(type(screen).__name__ == "NightScreen" for screen in self.screen_stack)
        return self._tried or (NIGHT if at_night else settings.theme)

    def action_theme(self) -> None:
        """Choose a theme by seeing it."""
        self.push_screen(self.desk.screen("themes"), self._theme_chosen)
        if self.no_color:
            self.post_message(Noted(self.desk.say("theme.no_colour")))

    def on_themes_screen_tried(self, message: object) -> None:
        """Show a theme for now."""
        self._tried = str(getattr(message, "name", ""))
        self.repaint()

    def _theme_chosen(self, name: str | None) -> None:
        self._tried, desk = "", self.desk
        if name:
            desk.settings = desk.settings._replace(theme=name)
            said = desk.say("theme.kept", name=desk.say(f"theme.{name}"))
            try:
                if desk.settings_file is not None:
                    keep(desk.settings_file, "theme", name)
            except (OSError, ValueError) as trouble:
                said = desk.say("theme.not_kept", why=trouble)
            self.post_message(Noted(said))
        self.repaint()
