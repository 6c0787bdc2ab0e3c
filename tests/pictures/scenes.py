"""How to get to each screen, from the queue, by keys as far as there are some."""

import json
from collections.abc import Awaitable, Callable

from tests.pictures.stage import Stage
from tui.tour.steps import Offer

SIZES = ((80, 24), (120, 40), (160, 50), (60, 20))
LANGS = ("zh", "en")

Reach = Callable[[Stage], Awaitable[None]]
SCENES: dict[str, Reach] = {}
"""By name, in the order in which they are gone through."""

REFUSAL = {"status": 409, "code": "not_at_this_stage", "detail": "工单已结案，不能改派；如有新情况请另行受理。"}
REFUSAL_EN = REFUSAL | {"detail": "The ticket is closed and cannot be reassigned; register what is new as a ticket of its own."}


def scene(reach: Reach) -> Reach:
    """Name a scene after its function."""
    SCENES[reach.__name__.replace("_", "-")] = reach
    return reach


async def begin(stage: Stage) -> None:
    """The desk as all scenes find it: connected, one command waits, one was refused."""
    open_ones = [str(ticket["number"]) for ticket in stage.tickets]
    stage.put("reassign", open_ones[4], unit="110108", reason="属地在海淀", refused=REFUSAL if stage.lang == "zh" else REFUSAL_EN)
    stage.put("note", open_ones[7], text="已电话提醒")
    await stage.begin()


# -- the queue


@scene
async def queue(stage: Stage) -> None:
    await stage.press("n", "j", "j")


@scene
async def queue_marks(stage: Stage) -> None:
    await stage.press("g", "j", "space", "space", "j", "space")


@scene
async def queue_typing(stage: Stage) -> None:
    await stage.press("/")
    await stage.type("tier:2h,24h ov")


@scene
async def queue_filtered(stage: Stage) -> None:
    await stage.press("/")
    await stage.type("tier:24h")
    await stage.press("enter")


@scene
async def queue_nothing(stage: Stage) -> None:
    await stage.press("/")
    await stage.type(stage.either("tier:2h 没有的词", "tier:2h nosuchword"))
    await stage.press("enter")


@scene
async def queue_offline(stage: Stage) -> None:
    await stage.line("lost")


@scene
async def queue_strip(stage: Stage) -> None:
    await stage.press("t", "l", "l")


@scene
async def views(stage: Stage) -> None:
    await stage.press("'")


@scene
async def copied(stage: Stage) -> None:
    await stage.press("g", "space", "space", "Y")


@scene
async def results(stage: Stage) -> None:
    """What came of a command on six tickets: two were refused."""
    await reassign_many(stage)
    known = {row.id for row in stage.outbox.latest()}
    await stage.press("ctrl+s")
    await stage.still()  # what a form is left with is put into the outbox by the queue below it
    refusal = REFUSAL if stage.lang == "zh" else REFUSAL_EN
    for at, row in enumerate(row for row in stage.outbox.waiting() if row.id not in known):
        stage.outbox.settle(
            row.id, state="done" if at else "refused", answer=json.dumps({} if at else refusal), now=stage.desk.wall()
        )  # fmt: skip
    await stage.press("0")


# -- a ticket


def rich(ticket: dict[str, object]) -> bool:
    """Whether a ticket has been through something."""
    return "cosign" in str(ticket["flags"]) and ticket["stage"] == "in_hand"


@scene
async def ticket(stage: Stage) -> None:
    await stage.open("ticket", stage.number(rich))


@scene
async def ticket_below(stage: Stage) -> None:
    await stage.open("ticket", stage.number(rich))
    await stage.press("G")


@scene
async def ticket_offline(stage: Stage) -> None:
    await stage.line("lost")
    await stage.open("ticket", stage.number(rich))


@scene
async def ticket_refused(stage: Stage) -> None:
    await stage.open("ticket", stage.outbox.trouble()[0].ticket)


# -- forms


async def act(stage: Stage, key: str, fits: Callable[[dict[str, object]], object]) -> None:
    """A command on the first ticket that fits."""
    await stage.open("ticket", stage.number(fits))
    await stage.press(key)


@scene
async def dispatch(stage: Stage) -> None:
    await act(stage, "d", lambda ticket: ticket["stage"] in ("received", "waiting"))


@scene
async def reassign(stage: Stage) -> None:
    await act(stage, "r", lambda ticket: ticket["stage"] == "dispatched")
    await stage.type("hdq")
    await stage.press("enter")
    await stage.paste(stage.either("属地在海淀", "it lies in Haidian"))


@scene
async def reassign_picking(stage: Stage) -> None:
    await act(stage, "r", lambda ticket: ticket["stage"] == "dispatched")
    await stage.type("hd")


@scene
async def reassign_many(stage: Stage) -> None:
    await stage.press("g", *["space"] * 6, "r")
    await stage.type("hdq")
    await stage.press("enter")
    await stage.paste(stage.either("属地在海淀", "it lies in Haidian"))


@scene
async def extend(stage: Stage) -> None:
    await act(stage, "x", lambda ticket: ticket["stage"] == "in_hand" and ticket["tier"] == "24h")
    await stage.type("12")
    await stage.press("tab")
    await stage.paste(stage.either("管线正在更换", "the pipe is being replaced"))


@scene
async def cosign(stage: Stage) -> None:
    await stage.be("supervisor")
    await act(stage, "c", rich)


@scene
async def call_back(stage: Stage) -> None:
    await act(stage, "b", lambda ticket: ticket["stage"] == "callback")


@scene
async def register(stage: Stage) -> None:
    await stage.press("a")


@scene
async def register_repeats(stage: Stage) -> None:
    """A call that comes again: the title of an open ticket, its line and its place."""
    found = next(ticket for ticket in stage.tickets if ticket["item"] and ticket["street"] and ticket["stage"] == "in_hand")
    await stage.press("a")
    await stage.paste("13912345678")
    await stage.press("tab", "tab")
    await stage.paste(str(found["title"]))
    await stage.press("enter", "enter", "enter", "enter")
    await stage.type(str(found["item"]))
    await stage.press("enter")
    await stage.paste(str(found["address"]))
    await stage.press("enter", *["shift+tab"] * 8)


# -- night, handover


@scene
async def night(stage: Stage) -> None:
    await stage.press("7")


for _tab in ("cosign", "sign", "callback", "supervision", "dispute", "whistle", "joint"):

    async def _work(stage: Stage, tab: str = _tab) -> None:
        await stage.be("supervisor")
        await stage.open("work", tab)
        await stage.press("j")

    SCENES[f"work-{_tab}"] = _work


@scene
async def audit(stage: Stage) -> None:
    await stage.be("auditor")
    await stage.open("audit")
    await stage.press("j")


@scene
async def handover(stage: Stage) -> None:
    await stage.press("8")


# -- boards, dossiers, reports, the catalogue


def board(name: str) -> None:
    """A scene for one of the boards."""

    async def reach(stage: Stage) -> None:
        await stage.be("supervisor")
        await stage.open("boards", name)
        await stage.press("j")

    SCENES[f"board-{name}"] = reach


for _name in (
    "rates", "ranking", "interviews", "excluded", "trend", "supervision", "load", "lines", "misdispatch", "surge", "topics", "seasons", "formula",
):  # fmt: skip
    board(_name)


@scene
async def board_behind(stage: Stage) -> None:
    await stage.be("supervisor")
    await stage.open("boards", "topics")
    await stage.press("enter")


@scene
async def choice(stage: Stage) -> None:
    await stage.be("supervisor")
    await stage.open("boards", "rates")
    await stage.press("b")


@scene
async def dossiers(stage: Stage) -> None:
    await stage.be("supervisor")
    await stage.press("3", "j")


@scene
async def dossiers_empty(stage: Stage) -> None:
    await stage.be("supervisor")
    await stage.open("dossiers", "article")


@scene
async def dossier(stage: Stage) -> None:
    await stage.be("supervisor")
    await stage.press("3", "enter")


@scene
async def reports(stage: Stage) -> None:
    await stage.be("supervisor")
    await stage.press("4")


@scene
async def saving(stage: Stage) -> None:
    await stage.be("supervisor")
    await stage.press("4", "s")


@scene
async def catalogue(stage: Stage) -> None:
    await stage.press("5", "/")
    await stage.paste("nuan")
    await stage.press("enter")


@scene
async def policy(stage: Stage) -> None:
    await stage.press("5", "tab", "j")


@scene
async def signatures(stage: Stage) -> None:
    await stage.press("5", "tab", "tab", "j")


# -- what lies over everything


@scene
async def outbox(stage: Stage) -> None:
    await stage.press("9")


@scene
async def help(stage: Stage) -> None:
    await stage.press("?")


@scene
async def themes(stage: Stage) -> None:
    await stage.press("T")


@scene
async def tour(stage: Stage) -> None:
    stage.app.tour_offer = Offer(stage.folder / "tour", wanted=False)
    await stage.press("H")


@scene
async def palette(stage: Stage) -> None:
    await stage.press(":")
    await stage.type("re")
