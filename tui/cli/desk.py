"""`paidan` without a word: the desk of the hotline that one is signed in to."""

import gc
import os
import sys
from typing import TYPE_CHECKING

from api_client.profile import Profile
from tui import terminal
from tui.cli.console import Code, Console
from tui.cli.known import known_profile

if TYPE_CHECKING:
    from argparse import Namespace


def run(wish: "Namespace | None", console: Console) -> int:
    """Open the desk, or say how to sign in. No wish: nothing was said but `paidan`."""
    profile = known_profile(console)
    if not profile.url or not profile.token:
        raise console.stop(Code.NOT_SIGNED_IN, "cli.not_signed_in" if profile.url else "cli.desk_nowhere")
    need_terminal(console)
    return open_desk(profile, console, lang=getattr(wish, "lang", ""))


def need_terminal(console: Console) -> None:
    """End the program where nobody could see or use a desk."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise console.stop(Code.USAGE, "cli.desk_no_terminal")


def open_desk(profile: Profile, console: Console, *, lang: str = "") -> int:
    """Show the desk until the person leaves it. `lang` goes before what the settings say. Raises LocalError where no command would be safe."""
    terminal.prepare(os.environ)
    gc.disable()  # until the first picture stands: importing makes hardly any garbage
    from tui import first_page
    from tui.opening import open_files

    opened = open_files(profile, lang=lang, wall=console.now)
    with first_page.shown(opened.desk) as start:
        from tui.app import run_desk  # loads Textual, which reads its switches then: they have just been set

        return run_desk(profile, opened, start)
