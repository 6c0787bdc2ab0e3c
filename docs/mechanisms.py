"""docs/mechanisms.md: every known fact of the mechanism with the rules, commands, routes and tests that carry it."""

import ast
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent
ROOT = HERE.parent


class Fact(NamedTuple):
    """One fact and what carries it."""

    number: int
    says: str
    rules: tuple[str, ...] = ()
    """Modules of `fixtures/rules/`."""
    commands: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    why: str = ""
    """Why nothing needs to carry it."""


class Proof(NamedTuple):
    """A test that shows facts."""

    file: str
    test: str


def facts() -> tuple[Fact, ...]:
    """All facts, in order."""
    told: dict[str, dict[str, Any]] = tomllib.loads((HERE / "mechanisms.toml").read_text(encoding="utf-8"))["facts"]
    return tuple(Fact(int(number), **{key: _frozen(value) for key, value in fact.items()}) for number, fact in told.items())


def _frozen(value: object) -> Any:
    return tuple(value) if isinstance(value, list) else value


def proofs(root: Path = ROOT / "tests") -> dict[int, tuple[Proof, ...]]:
    """The tests that carry a `fact` mark, by the numbers on it."""
    found: dict[int, list[Proof]] = {}
    for file in sorted(root.rglob("test_*.py")):
        for test, numbers in _marked(ast.parse(file.read_text(encoding="utf-8"))):
            for number in numbers:
                found.setdefault(number, []).append(Proof(file.relative_to(root.parent).as_posix(), test))
    return {number: tuple(shown) for number, shown in found.items()}


def _marked(module: ast.Module) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The tests of a module with the facts they show; what the whole module is marked with belongs to its first line."""
    for node in module.body:
        match node:
            case ast.Assign(targets=[ast.Name(id="pytestmark")], value=value):
                if numbers := _numbers([*value.elts] if isinstance(value, ast.List | ast.Tuple) else [value]):
                    yield "", numbers
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) if name.startswith("test_"):
                if numbers := _numbers(node.decorator_list):
                    yield name, numbers
            case ast.ClassDef(name=name):
                if numbers := _numbers(node.decorator_list):
                    yield name, numbers
                yield from _marked(ast.Module(node.body, []))


def _numbers(marks: Sequence[ast.expr]) -> tuple[int, ...]:
    calls = (mark for mark in marks if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.fact")
    return tuple(number.value for call in calls for number in call.args if isinstance(number, ast.Constant) and isinstance(number.value, int))


def page() -> str:
    """The page as Markdown."""
    shown = proofs()
    lines = [
        "# Mechanisms", "",
        "What is publicly known of 接诉即办, and what carries it here. Made from `docs/mechanisms.toml` and from the `fact` marks on the tests by",
        "`make docs`. Rules stand in `fixtures/rules/`, commands in [rules](rules.md), routes in the hotline's own `/docs`.", "",
        "| fact | | carried by | shown by |", "|---|---|---|---|",
    ]  # fmt: skip
    lines += [f"| {fact.number} | {fact.says} | {_carried(fact)} | {_shown(shown.get(fact.number, ()))} |" for fact in facts()]
    return "\n".join(lines) + "\n"


def _carried(fact: Fact) -> str:
    if fact.why:
        return f"context: {fact.why}"
    parts = (("rules", fact.rules), ("commands", fact.commands), ("routes", fact.routes))
    return "; ".join(f"{name} {', '.join(f'`{one}`' for one in some)}" for name, some in parts if some)


MOST_SHOWN = 3


def _shown(tests: Sequence[Proof]) -> str:
    named = [f"[{_title(proof)}](../{proof.file})" for proof in tests[:MOST_SHOWN]]
    more = [f"{len(tests) - MOST_SHOWN} more"] if len(tests) > MOST_SHOWN else []
    return ", ".join([*named, *more])


def _title(proof: Proof) -> str:
    return proof.test.removeprefix("test_").replace("_", " ") or f"all of {Path(proof.file).stem.removeprefix('test_')}"
