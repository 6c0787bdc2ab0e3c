"""What a real hotline told once, kept in a file: the tickets, who asks, and the answer to every question the pictures ask."""

import json
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from typing import Any

from api_client.errors import Refused, Unexpected, Unreachable
from api_client.models.page import Problem

FOLDER = Path(__file__).parent / "told"
REFUSED = "refused"


def asked_as(what: str, of: dict[str, str]) -> str:
    """A question without what has no say in the answer: the id of a command that is only weighed, and how a reason is worded."""
    facts: dict[str, Any] = {name: value for name, value in of.items() if name != "id"}
    if "body" in facts:
        facts["body"] = {name: value for name, value in json.loads(facts["body"]).items() if name not in ("id", "seen", "reason", "text")}
    return f"{what} {json.dumps(facts, ensure_ascii=False, sort_keys=True)}"


class Told:
    """The words of a hotline in one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.now = 0
        self.head: dict[str, Any] = {}
        self.rows: list[list[Any]] = []
        self.people: dict[str, Any] = {}
        self.answers: dict[str, dict[str, Any]] = {}
        """By person and question."""

    @property
    def file(self) -> Path:
        """Where it is kept."""
        return FOLDER / f"{self.lang}.json"

    def write(self) -> None:
        """Keep it: a line for each ticket and each answer."""
        rows = ",\n".join(_json(row) for row in self.rows)
        answers = ",\n".join(f"{_json(name)}: {_lines(told)}" for name, told in self.answers.items())
        parts = [f'"now": {self.now}', f'"head": {_json(self.head)}', f'"people": {_lines(self.people)}']
        parts += [f'"rows": [\n{rows}\n]', f'"answers": {{\n{answers}\n}}']
        self.file.parent.mkdir(exist_ok=True)
        self.file.write_text("{" + ",\n".join(parts) + "}\n", encoding="utf-8")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _lines(table: dict[str, Any]) -> str:
    return "{\n" + ",\n".join(f"{_json(key)}: {_json(table[key])}" for key in sorted(table)) + "\n}"


@cache
def told(lang: str) -> Told:
    """What is kept in a language."""
    found = Told(lang)
    found.__dict__.update(json.loads(found.file.read_text(encoding="utf-8")))
    return found


class ToldLink:
    """A line that answers from what is kept. What was never told is remembered in `unknown`, so that a test can say it."""

    def __init__(self, told: Told, person: str) -> None:
        self.told = told
        self.person = person
        self.cut = False
        self.unknown: list[str] = []
        self.post: Callable[..., object] | None = None

    def start(self, post: Callable[..., object]) -> None:
        """Nothing comes by itself."""
        self.post = post

    def wake(self) -> None:
        """Nothing goes."""

    def hurry(self) -> None:
        """Nothing is tried."""

    def speak(self, lang: str) -> None:
        """What was told stays as it was told."""

    async def ask(self, what: str, /, **of: str) -> str:
        """The answer as it was told. Raises Refused as it was, Unreachable while the line is cut."""
        if self.cut:
            raise Unreachable("refused")
        question = asked_as(what, of)
        answer = self.told.answers.get(self.person, {}).get(question)
        if answer is None:
            self.unknown.append(f"{self.person}: {question}")
            raise Unexpected("never told: run `python -m tests.pictures record`")
        if REFUSED in answer:
            raise Refused(Problem.model_validate(answer[REFUSED]))
        return json.dumps(answer["told"])


class RecordingLink(ToldLink):
    """A line to a real hotline that keeps what it says."""

    def __init__(self, told: Told, person: str, put: Callable[..., Awaitable[str]]) -> None:
        """`put` asks: person, what, facts."""
        super().__init__(told, person)
        self._put = put

    async def ask(self, what: str, /, **of: str) -> str:
        """As the hotline says."""
        if self.cut:
            raise Unreachable("refused")
        answers = self.told.answers.setdefault(self.person, {})
        try:
            said = await self._put(self.person, what, of)
        except Refused as refused:
            answers[asked_as(what, of)] = {REFUSED: refused.problem.model_dump(mode="json", exclude_defaults=True)}
            raise
        answers[asked_as(what, of)] = {"told": json.loads(said)}
        return said
