"""`paidan topics`: what keeps coming back, from the topics of texts to the lines of a season."""

import argparse
import asyncio
from collections.abc import Iterator
from typing import Any

from api_client.models.text import clean
from tui.cli.console import Code, Console
from tui.cli.session import open_session
from widgets.speech import Speech

NUMBERS_SHOWN = 3


def run(wish: argparse.Namespace, console: Console) -> Code:
    """Show them."""
    return asyncio.run(_run(wish, console))


async def _run(wish: argparse.Namespace, console: Console) -> Code:
    asked = {"topics": ("since", "until", "least"), "surge": (), "seasons": ("year", "least")}[wish.what]
    told = {name: value for name in asked if (value := getattr(wish, name)) is not None}
    async with open_session(console) as session:
        board = await session.client.board(wish.what, **told)
        if wish.json:
            console.json(board)
            return Code.DONE
        speech = await session.speech_with_city()
    lines = list({"topics": _topics, "surge": _surges, "seasons": _seasons}[wish.what](board, speech))
    for line in lines:
        console.data(line)
    if not lines:
        console.tell("cli.topics_none")
    return Code.DONE


def _topics(board: dict[str, Any], speech: Speech) -> Iterator[str]:
    if board["topics"]:
        yield speech.say("cli.topics_title", since=board["since"][:10], until=board["until"][:10])
    for topic in board["topics"]:
        yield f"{topic['count']:>5}  {clean(topic['title'])}  {_some(topic['numbers'])}"
    if board["recurring"]:
        yield speech.say("cli.topics_lines")
    for line in board["recurring"]:
        yield f"{line['count']:>5}  {clean(line['path'])}  {speech.unit(line['street'])}  {_some(line['numbers'])}"


def _surges(board: dict[str, Any], speech: Speech) -> Iterator[str]:
    for one in board["surges"]:
        ticket = one["ticket"]
        said = speech.say("cli.topics_surge", count=one["count"], number=ticket["number"])
        yield f"{said}  {clean(ticket['title'])}  {speech.unit(ticket['street'])}"


def _seasons(board: dict[str, Any], speech: Speech) -> Iterator[str]:
    for one in board["items"]:
        yield speech.say("cli.topics_season", **{name: clean(str(value)) for name, value in one.items() if name != "item"})


def _some(numbers: list[str]) -> str:
    return " ".join(numbers[:NUMBERS_SHOWN]) + (" …" if len(numbers) > NUMBERS_SHOWN else "")
