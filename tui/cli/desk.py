"""`paidan` without a word: the desk of the hotline that one is signed in to."""

import gc
import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from api_client.profile import Profile
from tui.cli.console import Code, Console
from tui.cli.known import known_profile
from tui.terminals import terminal

if TYPE_CHECKING:
    from argparse import Namespace

    from tui.tour.steps import Offer

LOOKS = ("theme", "ascii", "link")
"""Settings that can be said on the command line."""
NO_LOOKS: Mapping[str, Any] = {}


def run(wish: "Namespace | None", console: Console) -> int:
    """Open the desk, or say how to sign in. No wish: nothing was said but `paidan`."""
    profile = known_profile(console)
    if not profile.may_enter:
        raise console.stop(Code.NOT_SIGNED_IN, "cli.not_signed_in" if profile.url else "cli.desk_nowhere")
    need_terminal(console)
    return open_desk(profile, console, lang=getattr(wish, "lang", ""), looks=looks(wish))


def need_terminal(console: Console) -> None:
    """End the program where nobody could see or use a desk."""
    if not terminal.in_browser(os.environ) and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise console.stop(Code.USAGE, "cli.desk_no_terminal")
    if not terminal.places_text(os.environ):
        raise console.stop(Code.USAGE, "cli.desk_dumb", term=os.environ["TERM"])


def looks(wish: "Namespace | None") -> dict[str, Any]:
    """What was said of theme, signs and line, as settings."""
    return {name: value for name, value in vars(wish).items() if name in LOOKS} if wish is not None else {}


def usual_looks(profile: Profile) -> dict[str, Any]:
    """What the person's settings say of the same, for a desk whose own files are others."""
    from tui.settings import read

    settings = read(profile.config_dir / "settings.toml")
    return {name: getattr(settings, name) for name in LOOKS}


def open_desk(profile: Profile, console: Console, *, lang: str = "", looks: Mapping[str, Any] = NO_LOOKS, tour: "Offer | None" = None) -> int:
    """Show the desk until the person leaves it. `lang` and `looks` go before what the settings say; `tour` is a demo's.

    Raises LocalError where no command would be safe, Stop where Textual or what it needs is not installed whole.
    """
    terminal.prepare(os.environ)
    gc.disable()  # until the first picture stands: importing makes hardly any garbage
    from tui.starting import first_page
    from tui.starting.lean import without_tls
    from tui.starting.opening import open_files

    opened = open_files(profile, lang=lang, wall=console.now, looks=looks)
    if opened.desk.slow:
        terminal.spare_the_line(os.environ)
    with first_page.shown(opened.desk, opened.probe) as start:
        try:
            with without_tls():
                from tui.app import run_desk  # loads Textual, which reads its switches then: they have just been set
        except ImportError as error:
            raise console.stop(Code.REFUSED, "cli.desk_not_whole", why=error) from error

        return run_desk(profile, opened, start, tour=tour)
