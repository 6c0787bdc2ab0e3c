"""What the two keys of a list of work ask of the thing under the cursor: to do what waits, or the other way out of it."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from api_client.filter import Who
from widgets.work.items import Item


class Act(NamedTuple):
    """A command, and what its form begins with."""

    do: str
    raw: Mapping[str, Any] = {}
    word: str = ""
    """Key of what the bottom line calls it; empty: the command's own name."""


def acts(name: str, item: Item, who: Who) -> tuple[Act, Act | None]:
    """What the key that takes a thing up asks, and what the key that turns it down asks, where there is such a way."""
    told = item.told
    match name:
        case "cosign":
            request = {"request": str(told["request"])}
            return Act("cosign", request | {"which": "cosign"}), Act("decline", request | {"which": "decline"})
        case "sign":
            return Act("sign"), Act("dispute")
        case "callback":
            return Act("reassign", {"kind": "redo"}) if told["redo_due"] else Act("call_back"), Act("reveal")
        case "dispute":
            return Act("rule", {"upheld": True}, "work.upheld"), Act("rule", {"upheld": False}, "work.rejected")
        case "supervision":
            answers = bool(told.get("instruction")) and item.line.lead == who.unit and "comply" in who.asks
            first = Act("comply") if answers else Act("remind") if "remind" in who.asks else Act("feedback")
            return first, Act("release") if "release" in who.asks else None
    return _part(item, who)


def _part(item: Item, who: Who) -> tuple[Act, Act | None]:
    """A unit's own part is reported; its lead lets it go; who dispatches reminds the lead, and may waive it."""
    told, leads = item.told, item.line.lead == who.unit
    unit = {"unit": str(told["unit"])}
    if told["unit"] == who.unit:
        comes = told["sort"] == "whistle" and not told.get("reported_in")
        return Act("report_in" if comes else "co_report"), Act("interim")
    if leads:
        return Act("dismiss", unit), None
    return Act("remind" if "remind" in who.asks else "note"), Act("waive", unit) if "waive" in who.asks else None


def together(name: str, items: Sequence[Item], who: Who, *, turned: bool) -> Act | None:
    """The act on several things at once, which must be the same on each; signing several goes for all requests on their tickets."""
    found = [pair[turned] for pair in (acts(name, item, who) for item in items)]
    first = found[0] if found else None
    if first is None or any(one is None or one.do != first.do for one in found):
        return None
    if len(items) == 1 or all(one == first for one in found):
        return first
    return first._replace(raw={**first.raw, "request": "all"}) if name == "cosign" else None
