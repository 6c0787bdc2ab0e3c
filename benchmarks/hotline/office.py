"""The hotline's office and the desk's mirror without a network between: how many commands and events a second."""

import asyncio
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from api_client.mirror import Mirror
from api_client.models.commands import Note, Register
from api_client.models.page import Page
from api_client.models.people import Person, Role
from benchmarks import made
from benchmarks.desk.homes import fill
from benchmarks.figures import Plan, Row, row
from fixtures.city.load import load_city
from fixtures.clock import Clock
from fixtures.deciding.office import Office
from fixtures.keeping.opening import settle_memory
from fixtures.log.events import Log

COMMANDS = 2_000
AT_ONCE = (1, 64)
PAGES, PAGE_TICKETS = 100, 20


def measure(plan: Plan) -> Iterator[Row]:
    """All of the hotline's figures, and the mirror's."""
    count = plan.tickets
    for at_once in AT_ONCE:
        yield row(f"commands/s through the office, every one on the disk, {at_once} at once", f"{asyncio.run(commands(at_once)):,.0f}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mirror.db"
        yield row(f"tickets/s of a snapshot of {count:,} into the mirror", f"{fill(path, count):,.0f}")
        yield row(f"events/s of pages of {PAGE_TICKETS} into that mirror", f"{events(path, count):,.0f}")


async def commands(at_once: int) -> float:
    """Notes on a thousand tickets, so many askers at a time."""
    with tempfile.TemporaryDirectory() as folder:
        city = load_city("beijing")
        office = Office(Log.open(Path(folder) / "hotline.db", city=city.code), city, Clock())
        settle_memory()  # as `hotline serve` does
        person = Person(name="measurer", role=Role.DISPATCHER, unit=city.code, scope=city.code)
        registered = [(Register(id=uuid4(), title=f"ticket {index}", anonymous=True), person) for index in range(1_000)]
        made_tickets = [outcome for outcome in office.run(registered) if not isinstance(outcome, Exception)]
        numbers = [outcome.number for outcome in made_tickets]
        chance = random.Random(3)
        waiting = iter([Note(id=uuid4(), ticket=chance.choice(numbers), seen=1, text="measured") for _ in range(COMMANDS)])

        async def asker() -> None:
            for command in waiting:
                await office.submit(command, person)

        started = time.perf_counter()
        await asyncio.gather(*(asker() for _ in range(at_once)))
        taken = time.perf_counter() - started
        office.close()
        return COMMANDS / taken


def events(path: Path, count: int) -> float:
    """Pages that touch tickets all over a large mirror."""
    now = made.moment()
    chance = random.Random(5)
    changed = [ticket.model_copy(update={"version": 9}) for ticket in made.tickets(count, now=now, units=made.UNITS)]
    mirror = Mirror.open(path)
    pages = [
        Page(after=1 + at, cursor=2 + at, now=now, tickets=tuple(chance.sample(changed, PAGE_TICKETS))) for at in range(mirror.cursor - 1, PAGES)
    ]  # fmt: skip
    started = time.perf_counter()
    for page in pages:
        mirror.apply(page)
    taken = time.perf_counter() - started
    mirror.close()
    return len(pages) * PAGE_TICKETS / taken
