"""What a desk is made of, opened from a profile; free of Textual, so that the first page can be drawn before that is loaded."""

import os
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from api_client.mirror import Mirror
from api_client.outbox import Outbox
from api_client.profile import Profile
from tui.desk import Desk
from tui.settings import Settings, read
from tui.starting.own_keys import own_keys
from tui.terminals import terminal
from tui.terminals.probe import Probe, sensible
from tui.words.words import Words
from widgets.cells.glyphs import ASCII, UNICODE

NO_LOOKS: Mapping[str, Any] = {}


class Opened(NamedTuple):
    """A desk that wants nothing but its line to the hotline."""

    desk: Desk
    own_keys: dict[str, str]
    """The person's own keys as `keymap.changed` returns them."""
    notes: tuple[str, ...]
    """Sentences to say at the start."""
    probe: Probe
    """What is to be asked of the terminal, where neither settings nor environment tell."""

    def close(self) -> None:
        """Close the files."""
        self.desk.mirror.close()
        self.desk.outbox.close()


def open_files(profile: Profile, *, lang: str, wall: Callable[[], float], looks: Mapping[str, Any] = NO_LOOKS) -> Opened:
    """Open the files of a profile. `lang` and `looks` go before what settings.toml and the environment say.

    Raises LocalError where the outbox cannot be opened: without it no command would be safe.
    """
    encoding = terminal.output_encoding()
    kind = terminal.look(os.environ, encoding)
    settings_file = profile.config_dir / "settings.toml"
    settings = read(settings_file)
    say = Words((lang or settings.lang or profile.lang) if terminal.has_chinese(encoding) else "en")
    settings = settings._replace(**looks, read_only=settings.read_only or profile.read_only)
    outbox = _outbox(profile, settings)
    mirror = Mirror.open(profile.mirror_path)
    keys, own, clash = own_keys(settings.keys, say)
    say.plain = plain = kind.ascii or settings.ascii
    desk = Desk(
        mirror=mirror, outbox=outbox, say=say, settings=settings, wall=wall, keys=keys,
        signs=ASCII if plain else UNICODE, settings_file=settings_file,
    )  # fmt: skip
    desk.open311 = profile.city_name
    desk.slow = terminal.line(settings.link, kind, slow=False) == "slow"
    asks = sensible(os.environ, encoding)
    probe = Probe(signs=asks and not plain, link=asks and settings.link == "auto" and not desk.slow)
    notes = [say("desk.settings_trouble", why=trouble) for trouble in (*settings.troubles, *clash)]
    notes += [say(kind.trouble)] if kind.trouble else []
    notes += [say("desk.outbox_damaged", path=outbox.damaged, rescued=outbox.rescued)] if outbox.damaged else []
    notes += [say("desk.mirror_rebuilt")] if mirror.rebuilt else []
    return Opened(desk, own, tuple(notes), probe)


def _outbox(profile: Profile, settings: Settings) -> Outbox:
    if settings.read_only:
        from api_client.onlooker import Onlooker

        return Onlooker(profile.outbox_path)
    return Outbox.open(profile.outbox_path)
