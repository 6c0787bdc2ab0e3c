"""`paidan logout`: the token is forgotten here and at the hotline; what waits in the outbox stays."""

import argparse

from api_client.outbox import Outbox
from tui.cli.console import Code, Console
from tui.cli.known import known_profile
from tui.cli.login import sign_out


def run(wish: argparse.Namespace, console: Console) -> Code:  # noqa: ARG001 - every word's file is called alike
    """Sign out."""
    profile = known_profile(console)
    if not profile.token and not profile.keyring_note.exists():
        console.tell("cli.was_not_signed_in")
        return Code.DONE
    heard = bool(profile.token) and sign_out(profile, console)
    if why := profile.forget_token():
        console.tell("cli.keyring_keeps", ring=profile.keyring, why=console.keyring_why(why))
    console.tell("cli.signed_out" if heard else "cli.signed_out_here")
    if profile.outbox_path.exists():
        outbox = Outbox.open(profile.outbox_path)
        if waiting := len(outbox.waiting()):
            console.tell("cli.outbox_waits", count=waiting)
        outbox.close()
    return Code.DONE
