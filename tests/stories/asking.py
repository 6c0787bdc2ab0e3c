"""A desk without a screen that asks one note after another until it is killed: `python asking.py URL TOKEN FOLDER NUMBER …`.

With a fault armed it reads what came of it, too, so that it comes to every point at which a desk can be broken.
"""

import asyncio
import itertools
import os
import sys
import time
from pathlib import Path
from uuid import uuid4

from api_client import faultpoints
from api_client.client import Client
from api_client.errors import Unreachable
from api_client.mirror import Mirror
from api_client.models.commands import Note
from api_client.outbox import Outbox
from api_client.sync import Sync


async def main(url: str, token: str, folder: Path, numbers: list[str]) -> None:
    """Put a command, say its id once it is durable, push; for ever."""
    client = Client(url, token, lang="en")
    outbox = Outbox.open(folder / "outbox.db")
    sync = Sync(client, Mirror.open(folder / "mirror.db"), outbox, now=time.time)  # noqa: TID251 - a program of its own
    faultpoints.arm(os.environ)
    reads = bool(os.environ.get(faultpoints.VARIABLE))
    for number in itertools.cycle(numbers):
        command = Note(id=uuid4(), ticket=number, seen=0, text="asked before the kill")
        outbox.put([command], now=time.time())  # noqa: TID251
        print(command.id, flush=True)  # noqa: T201 - the test reads it
        try:
            await sync.push()
            if reads:
                await sync.catch_up()
        except Unreachable:
            continue


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), sys.argv[4:]))
