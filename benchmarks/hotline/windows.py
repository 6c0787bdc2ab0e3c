"""Windows of the queue with all kinds of filters, as a script or another desk asks for them: one after the other, over all open tickets."""

import asyncio
import json
import random
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from api_client.models.city import City
from benchmarks.figures import Plan, Row, most, percentile, row, spread
from benchmarks.hotline.patterns import PROBLEMS
from benchmarks.hotline.served import Serving
from benchmarks.hotline.store import NAMES, Made
from benchmarks.hotline.wire import Line
from fixtures.city.load import load_city

FORMS = ("nothing", "unit", "district", "street", "stage", "tier and kind", "band", "flag", "word", "two words", "word and unit", "newest", "nowhere")
EMPTY = "no window at all"
GOAL_MS = 10


def measure(plan: Plan, made: Made, at: Serving) -> Iterator[Row]:
    """Each kind of filter, with its second page where there is one."""
    city, repeats = load_city("beijing"), plan.times(30, 10)
    took = asyncio.run(windows(at, made.tokens[0], city, repeats))
    empty = [one * 1000 for one in took.pop(EMPTY)]
    every = [seconds for found in took.values() for seconds in found]
    told = f"{spread([one * 1000 for one in every], digits=1)}, p99 {percentile(every, 0.99) * 1000:,.1f}"
    yield most(f"window of 100 of {made.tickets:,}, any filter, p99 (ms)", percentile(every, 0.99) * 1000, GOAL_MS, ours=told, unit="ms",
               floor=f"an empty answer {spread(empty, digits=1)}, p99 {percentile(empty, 0.99):,.1f}")  # fmt: skip
    for form, found in took.items():
        yield row(f"  … {form}", f"{spread([one * 1000 for one in found], digits=1)}")


async def windows(at: Serving, token: str, city: City, repeats: int) -> dict[str, list[float]]:
    """How long each answer took, by the kind of filter. Kinds take turns, so that no cache of one answer makes another look quick."""
    line, chance, took = await Line.to(at.host, at.port, token), random.Random(9), {form: list[float]() for form in (EMPTY, *FORMS)}
    await line.ask("GET", "/v1/tickets?limit=1")
    for _ in range(repeats):
        for form in FORMS:
            began = time.perf_counter()
            await line.ask("GET", "/healthz")
            took[EMPTY].append(time.perf_counter() - began)
            asked = wish(form, city, chance)
            found = dict[str, Any]()
            took[form].append(await _timed(line, asked, found))
            if found.get("next"):
                took[form].append(await _timed(line, asked | {"after": found["next"]}, {}))
    line.close()
    return took


async def _timed(line: Line, asked: dict[str, str], found: dict[str, Any]) -> float:
    began = time.perf_counter()
    answer = await line.ask("GET", f"/v1/tickets?{urlencode(asked)}")
    taken = time.perf_counter() - began
    assert answer.status == 200, answer.body.decode()
    found.update(json.loads(answer.body))
    return taken


def wish(form: str, city: City, chance: random.Random) -> dict[str, str]:
    """A filter of a kind, another one each time."""
    units = [unit for unit in city.units if unit.kind == "street"]
    street, word = chance.choice(units), chance.choice(PROBLEMS)
    cut = chance.randrange(len(word) - 2)
    word, place = word[cut : cut + chance.choice((2, 3))], "".join(chance.sample(NAMES, 2))
    wishes: dict[str, dict[str, str]] = {
        "nothing": {},
        "unit": {"unit": chance.choice(city.units).code},
        "district": {"district": street.parent, "stage": chance.choice(("dispatched", "in_hand"))},
        "street": {"street": street.code},
        "stage": {"stage": chance.choice(("received", "dispatched", "in_hand"))},
        "tier and kind": {"tier": chance.choice(("2h", "24h", "7d", "15d")), "kind": chance.choice(("request", "complaint", "suggestion"))},
        "band": {"band": chance.choice(("urgent", "overdue", "warn", "calm,watch", "long"))},
        "flag": {"flag": chance.choice(("supervised", "redo", "excluded"))},
        "word": {"q": word},
        "two words": {"q": f"{word} {place[0]}"},
        "word and unit": {"q": place, "unit": street.parent},
        "newest": {"sort": "-received", "unit": street.code},
        "nowhere": {"q": "凤凰涅槃", "kind": "praise"},
    }
    return wishes[form]
