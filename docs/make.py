"""Writes the pages that are made from the code: `python -m docs.make pages` and `python -m docs.make picture`."""

import sys
from collections.abc import Sequence
from pathlib import Path

from api_client.models.city import City, Setting
from api_client.models.commands import SYSTEM_ONLY
from api_client.models.dossier import LETTERS, DossierKind
from api_client.models.ticket import Stage
from docs import api, dependencies, limits, mechanisms, roles, your_city
from docs.tables import table
from fixtures.__main__ import parser as hotline
from fixtures.city.load import load_city
from fixtures.rules.access import ASKS, OF_THE_LEAD
from fixtures.rules.dossiers import ON
from fixtures.rules.lifecycle import MOVES, NEVER_STALE
from fixtures.rules.scoring import PREDICATES
from tui.cli import man
from tui.cli.parser import subparsers
from tui.keymap import document
from tui.words.words import Words
from widgets.forms.command_fields import ASKABLE, MODELS, fields_of

HERE = Path(__file__).parent
EVERYWHERE = "any"
ENGLISH, CHINESE = Words("en"), Words("zh")


def _both(key: str) -> str:
    return f"{ENGLISH(key)} {CHINESE(key)}"


def _stages(stages: Sequence[Stage]) -> str:
    return EVERYWHERE if len(stages) == len(Stage) else ", ".join(f"`{stage.value}`" for stage in stages)


def _moves() -> list[str]:
    rows = [(f"`{move.do}`", _stages(move.stages), _stages(move.to) if move.to else "where it stood") for move in MOVES.values()]
    return table(("command", "may be asked in", "can lead to"), rows)


def _dossiers() -> list[str]:
    rows = [(f"`{do}`", EVERYWHERE if len(kinds) == len(DossierKind) else ", ".join(f"`{kind.value}`" for kind in kinds)) for do, kinds in ON.items()]
    return table(("command", "kinds of dossier"), rows)


def _commands() -> list[str]:
    rows = []
    for do in ASKABLE:
        asked = [role.value for role, commands in ASKS.items() if do in commands and role.value != "system"]
        whose = ", ".join(asked) + (" (of the lead unit)" if do in OF_THE_LEAD else "")
        fields = ", ".join(f"**{field.name}**" if field.required else field.name for field in fields_of(do))
        rows.append((f"`{do}`", (MODELS[do].__doc__ or "").partition("\n")[0], whose, fields))
    return table(("command", "what it does", "who may ask", "fields (needed ones bold)"), rows)


def _value(setting: Setting) -> str:
    if setting.unit == "s" and isinstance(setting.value, int | float):
        seconds = int(setting.value)
        hours = f"{seconds // 3600} h" if seconds % 3600 == 0 else f"{seconds // 60} min" if seconds % 60 == 0 else f"{seconds} s"
        return f"{seconds // 86400} days" if seconds % 86400 == 0 else hours
    if setting.unit == "days":
        return f"{setting.value} days"
    return str(setting.value).lower() if isinstance(setting.value, bool) else str(setting.value)


def _policy(city: City) -> list[str]:
    lines: list[str] = []
    for policy in city.policies:
        lines += [f"### {policy.version}, in force from {policy.effective_from:%Y-%m-%d}", ""]
        lines += table(("key", "value", "basis", "source"), [(f"`{one.key}`", _value(one), one.basis, one.source) for one in policy.settings])
        lines += ["Second signatures:", ""]
        lines += table(
            ("command", "when", "who signs", "basis", "source"),
            [(f"`{rule.do}`", rule.when.replace("_", " "), ", ".join(rule.by).replace("_", " "), rule.basis, rule.source) for rule in policy.cosign],
        )
        lines += ["Rates of the monthly assessment:", ""]
        lines += table(
            ("rate", "name", "good", "of", "weight", "basis", "source"),
            [
                (f"`{one.key}`", one.name, _asked(one.numerator), _asked(one.denominator), f"{one.weight:g}", one.basis, one.source)
                for one in policy.indicators
            ],
        )
    return lines


def _asked(questions: tuple[str, ...]) -> str:
    return " and ".join(PREDICATES[name].en for name in questions)


def rules_page(city: City) -> str:
    """docs/rules.md: the stages, the one table of moves, the commands, and every value of the policy with its basis."""
    lines = ["# Rules", "", "Made from the code by `make docs`; change the rules in `fixtures/rules/`, the values in `fixtures/city/`.", ""]
    lines += ["## Stages", ""]
    lines += table(("stage", "in words"), [(f"`{stage.value}`", _both(f"stage.{stage.value}")) for stage in Stage])
    lines += ["## Moves", "", "One table decides which command may be asked where (`fixtures/rules/lifecycle.py`).", ""]
    lines += _moves()
    lines += [f"Asked by the hotline itself only: {', '.join(f'`{do}`' for do in sorted(SYSTEM_ONLY))}.", ""]
    lines += ["Refused as stale where the ticket changed in a way that matters since the asker looked, but for"]
    lines += [f"{', '.join(f'`{do}`' for do in sorted(NEVER_STALE))}, which mean the same whatever happened.", ""]
    lines += [
        "## Dossiers",
        "",
        "What is bigger than one ticket is kept under a number of its own; these commands work on it (`fixtures/rules/dossiers.py`).",
        "",
    ]
    lines += table(
        ("kind", "in words", "number"), [(f"`{kind.value}`", _both(f"dossier.{kind.value}"), f"`{LETTERS[kind]}2026-0001`") for kind in DossierKind]
    )
    lines += _dossiers()
    lines += ["## Commands", ""]
    lines += _commands()
    lines += [
        f"## Policy: {city.name_en} {city.name}",
        "",
        "A ticket keeps the policy it was dispatched under. `our default` means that no",
        "published value is known.",
        "",
    ]
    lines += _policy(city)
    return "\n".join(lines)


def hotline_manual() -> str:
    """docs/man/hotline.1: as the program's own parser tells it."""
    whole = subparsers(hotline([]))
    words = whole.choices | {name: subparsers(hotline([name])).choices[name] for name in ("load", "report", "check-city", "new-city")}
    for one in whole._choices_actions:
        words[one.dest].description = one.help
    exits = {"0": "Done.", "1": "A bad log, or rows that were refused.", "2": "Used wrongly, or impossible as told."}
    rest = {ENGLISH("man.exit"): man.defined(exits.items()), ENGLISH("man.see"): [".BR paidan (1)"]}
    return man.page(hotline([]), words, "the reference hotline: serves a city's tickets over HTTP", rest, ENGLISH, shared=("help",))


def pages() -> dict[Path, str]:
    """Every generated page by its file."""
    return {
        HERE / "rules.md": rules_page(load_city("beijing")), HERE / "mechanisms.md": mechanisms.page(),
        HERE / "limits.md": limits.page(), HERE / "roles.md": roles.page(ENGLISH, CHINESE), HERE / "dependencies.md": dependencies.page(),
        HERE / "your-city.md": your_city.page(),
        HERE / "openapi.json": api.description(), HERE / "api.md": api.page(),
        HERE / "man/paidan.1": man.paidan(ENGLISH), HERE / "man/hotline.1": hotline_manual(),
        HERE / "keys.md": document(ENGLISH), HERE / "keys.zh.md": document(CHINESE),
    }  # fmt: skip


def main(what: str) -> None:
    """Write what is asked for: `pages` or `picture`."""
    if what == "pages":
        for file, text in pages().items():
            file.write_text(text.rstrip("\n") + "\n", encoding="utf-8")
    else:
        from docs.picture import draw  # the desk is loaded only to be drawn

        draw()


if __name__ == "__main__":
    main(sys.argv[1] if sys.argv[1:] else "pages")
