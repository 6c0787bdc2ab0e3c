"""Asks a real hotline everything the pictures ask, once, and keeps its words: of a winter afternoon that stands still."""

import asyncio
import json
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from uuid import uuid4

from api_client.client import Client
from api_client.courier import QUESTIONS
from api_client.models.commands import COMMANDS
from tests.hotlines import PASSWORD, Hotline, serving
from tests.pictures import months, recorded
from tests.pictures.recorded import RecordingLink, Told
from tests.pictures.scenes import LANGS, SCENES, begin
from tests.pictures.stage import stage
from tests.pictures.taking import PERSON

TREND = "board-trend"
PEOPLE = ("dispatcher", "supervisor", "auditor")
SCENE = ("--scenario", "heating", "--tickets", "150")
STILL = "0.000001"
ANSWERED_SECONDS = 0.5
"""Until what a scene leads to is asked and answered."""


def main(say: Callable[[str], object], scenes: Collection[str] = ()) -> None:
    """Record every language; with names of scenes, only what they ask, beside what was told before."""
    for lang in LANGS:
        with tempfile.TemporaryDirectory() as folder:
            say(f"{lang}: {asyncio.run(_record(lang, Path(folder), scenes))} answers")
    if not scenes or TREND in scenes:
        _tell_months()


def _tell_months() -> None:
    """The hotline of the pictures began this month: of those before it another one tells, which has been there for half a year."""
    with tempfile.TemporaryDirectory() as folder:
        found = {month: json.loads(json.dumps(board)) for month, board in months.rates(Path(folder))}
    for lang in LANGS:
        told = recorded.told(lang)
        for month, board in found.items():
            asked = recorded.asked_as("board", {"name": "rates", "month": month, "level": months.LEVEL})
            told.answers["supervisor"][asked] = {"told": board}
        told.write()


async def _record(lang: str, folder: Path, scenes: Collection[str]) -> int:
    with serving(folder, *SCENE, "--lang", lang, "--speed", STILL) as hotline:
        return await _ask_all(lang, folder, hotline, scenes)


async def _ask_all(lang: str, folder: Path, hotline: Hotline, scenes: Collection[str]) -> int:
    clients = {person: Client(hotline.url, lang=lang) for person in PEOPLE}
    for person, client in clients.items():
        await client.sign_in(person, PASSWORD)
    told = recorded.told(lang) if scenes else Told(lang)
    await _prepare(clients["supervisor"], lang)
    if not scenes:
        await _look(told, clients)

    async def put(person: str, what: str, of: dict[str, str]) -> str:
        return await QUESTIONS[what](cast(Any, SimpleNamespace(client=clients[person])), **of)

    link = RecordingLink(told, PERSON, put)
    async with stage(folder, link, lang=lang) as made:
        await begin(made)
        for name in scenes or SCENES:
            await SCENES[name](made)
            await asyncio.sleep(ANSWERED_SECONDS)
            await made.still()
            await made.reset(PERSON)
    told.write()
    for client in clients.values():
        await client.close()
    return sum(len(answers) for answers in told.answers.values())


async def _look(told: Told, clients: dict[str, Client]) -> None:
    """The tickets and the people."""
    told.people = {person: (await client.me()).model_dump(mode="json") for person, client in clients.items()}
    async with clients["supervisor"].snapshot() as snapshot:
        told.head = snapshot.head.model_dump(mode="json")
        told.now = int(snapshot.head.now.timestamp())
        async for batch in snapshot.lines:
            told.rows += [json.loads(line) for line in batch]


async def _prepare(supervisor: Client, lang: str) -> None:
    """Dossiers of some kinds."""
    now = (await supervisor.me()).now
    zh = lang == "zh"
    asked: list[dict[str, Any]] = [
        {"do": "open_problem", "title": "老旧小区冬季供暖" if zh else "Winter heating in old estates", "theme": "供暖" if zh else "heating",
         "month": f"{now:%Y-%m}", "lead": "110108"},
        {"do": "open_session", "title": "区长接听热线" if zh else "The district head answers calls", "unit": "110000",
         "starts": now.isoformat(), "ends": now.replace(day=now.day + 1).isoformat()},
        {"do": "hand_over", "unit": "110000", "text": "注意供暖集中诉求" if zh else "Watch the heating calls"},
    ]  # fmt: skip
    for one in asked:
        outcome = await supervisor.submit(cast(Any, COMMANDS.validate_python({"id": uuid4(), **one})))
        if one["do"] == "open_problem":
            text = "更换老化管线" if zh else "Replace worn pipes"
            due = (now.replace(day=28)).date().isoformat()
            measure = {"id": uuid4(), "do": "add_measure", "dossier": outcome.number, "seen": 1, "text": text, "unit": "110108", "due": due}
            await supervisor.submit(cast(Any, COMMANDS.validate_python(measure)))
