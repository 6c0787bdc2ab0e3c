"""Who asks which hotline, with which local files: what most words of the command line begin with."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from api_client.client import Client
from api_client.errors import Unreachable
from api_client.mirror import Mirror
from api_client.models.city import City
from api_client.outbox import Outbox
from api_client.profile import Profile
from api_client.reading import ReadingClient
from api_client.sync import Sync
from tui.cli.console import Code, Console
from tui.cli.known import known_profile
from widgets.speech import Speech

if TYPE_CHECKING:
    from api_client.open311.following import CityClient


class Session:
    """A person at a hotline, for as long as one command of the command line takes. Files are opened when they are first needed."""

    def __init__(self, profile: Profile, console: Console) -> None:
        self.profile = profile
        self._console = console
        self.client = self._client()

    def _client(self) -> Client:
        profile, lang = self.profile, self._console.say.lang
        if profile.open311:
            from api_client.open311.following import CityClient

            return CityClient(
                profile.url, held=lambda: self.mirror, now=self._console.now, jurisdiction=profile.jurisdiction, lang=lang, ca=profile.ca
            )
        return (ReadingClient if profile.read_only else Client)(profile.url, profile.token, lang=lang, ca=profile.ca)

    @cached_property
    def mirror(self) -> Mirror:
        """The local copy."""
        return Mirror.open(self.profile.mirror_path)

    @cached_property
    def outbox(self) -> Outbox:
        """What waits."""
        if self.profile.read_only:
            from api_client.onlooker import Onlooker

            return Onlooker(self.profile.outbox_path)
        outbox = Outbox.open(self.profile.outbox_path)
        if outbox.damaged:
            self._console.tell("cli.outbox_damaged", path=outbox.damaged, count=outbox.rescued)
        return outbox

    @property
    def city_client(self) -> "CityClient":
        """The client, where it is that of an Open311 city."""
        from api_client.open311.following import CityClient

        assert isinstance(self.client, CityClient)
        return self.client

    def sync(self) -> Sync:
        """The verbs over client, copy and outbox."""
        return Sync(self.client, self.mirror, self.outbox, now=self._console.now)

    def wall(self) -> float:
        """This machine's time in seconds since 1970."""
        return self._console.now()

    def hotline_now(self) -> int:
        """The hotline's time in seconds since 1970, as far as it is known here."""
        wall = self.wall()
        return self.mirror.pace.at(wall) if self.mirror.pace else int(wall)

    def hotline_moment(self) -> datetime:
        """The same as a moment."""
        return datetime.fromtimestamp(self.hotline_now(), UTC)

    def told_at(self) -> str:
        """The hotline's time up to which the local copy tells everything."""
        pace = self.mirror.pace
        return self.speech().moment(datetime.fromtimestamp(pace.now, UTC), self.hotline_now()) if pace else "-"

    def units(self) -> list[dict[str, Any]]:
        """The city's units as its JSON tells them; none before the city is known."""
        told = self.mirror.meta("city")
        return list(json.loads(told)["units"]) if told else []

    async def city(self) -> City | None:
        """The city, remembered or asked; None where neither can be."""
        if told := self.mirror.meta("city"):
            return City.model_validate_json(told)
        try:
            tagged = await self.client.city()
        except Unreachable:
            return None
        return tagged.city if tagged else None

    def speech(self, city: City | None = None) -> Speech:
        """How this person is spoken to; units are named where the city is known."""
        told = self.mirror.meta("city")
        known = city or (City.model_validate_json(told) if told else None)
        return Speech(self._console.say, city=known, lang=self._console.say.lang)

    async def speech_with_city(self) -> Speech:
        """The same, with the city asked for where it is not known yet."""
        return self.speech(await self.city())

    async def close(self) -> None:
        """Close whatever was opened."""
        await self.client.close()
        for name in ("mirror", "outbox"):
            if name in self.__dict__:
                self.__dict__[name].close()


@asynccontextmanager
async def open_session(console: Console, *, asks: bool = False) -> AsyncIterator[Session]:
    """The session of whoever is signed in. Ends the program where nobody is, or where something is to be asked and may not."""
    profile = known_profile(console)
    if not profile.may_enter:
        raise console.stop(Code.NOT_SIGNED_IN, "cli.not_signed_in" if profile.url else "cli.desk_nowhere")
    if asks and profile.read_only:
        raise console.stop(Code.REFUSED, "open311.read_only" if profile.open311 else "cli.read_only")
    session = Session(profile, console)
    try:
        yield session
    finally:
        await session.close()
