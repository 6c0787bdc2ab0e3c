"""`paidan man`: the manual page, made from the parser itself, in the language of the person."""

import argparse
import re
from collections.abc import Iterable, Mapping
from typing import Any

from tui.cli.console import Code, Console
from tui.cli.parser import Parser, build, subparsers
from tui.words.words import Words

EXITS = (0, 1, 2, 3, 4, 10, 11, 130)
ENVIRONMENT = (
    "PAIDAN_URL", "PAIDAN_TOKEN", "PAIDAN_HOME", "PAIDAN_LANG", "PAIDAN_READ_ONLY", "NO_COLOR", "TEXTUAL_DISABLE_KITTY_KEY",
)  # fmt: skip
FILES = ("settings.toml", "profile.json", "mirror.db", "outbox.db", "token")
SHARED = ("help", "lang", "read_only", "open311", "jurisdiction")
"""What every word takes, described once."""
_FONT = re.compile(r"(?<![\w-])(--?[a-z][a-z-]*)")


def run(wish: argparse.Namespace, console: Console) -> Code:  # noqa: ARG001 - every word's file is called alike
    """Write the page."""
    console.text(paidan(console.say))
    return Code.DONE


def paidan(say: Words) -> str:
    """The page of `paidan`."""
    parser = build(say)
    rest = {
        say("man.exit"): defined((str(code), say(f"exit.{code}")) for code in EXITS),
        say("man.environment"): defined((name, say(f"environment.{name.lower()}")) for name in ENVIRONMENT),
        say("man.files"): defined((name, say(f"file.{name.partition('.')[0]}")) for name in FILES),
        say("man.see"): [".BR hotline (1)"],
    }
    return page(parser, subparsers(parser).choices, say("man.about"), rest, say)


def page(
    parser: argparse.ArgumentParser,
    words: Mapping[str, argparse.ArgumentParser],
    about: str,
    rest: Mapping[str, list[str]],
    say: Words,
    *,
    shared: tuple[str, ...] = SHARED,
) -> str:
    """A manual page of a program as roff: its words with their options and examples, then the other sections; `shared` options are told once."""
    name = parser.prog
    lines = [f'.TH {name.upper()} 1 "" "{name}" "{_plain(say("man.of"))}"', ".nh", ".ad l", f".SH {say('man.name')}"]
    lines += [rf"{name} \- {_plain(about)}", f".SH {say('man.synopsis')}", _usage(parser), f".SH {say('man.options')}", *_options(parser, ())]
    lines.append(f".SH {say('man.words')}")
    for one in words.values():
        lines += _word(one, say, shared)
    for heading, text in rest.items():
        lines += [f".SH {heading}", *text]
    return "\n".join(lines) + "\n"


def _word(parser: argparse.ArgumentParser, say: Words, shared: tuple[str, ...]) -> list[str]:
    lines = [f".SS {parser.prog.partition(' ')[2]}", *([_plain(parser.description)] if parser.description else []), ".PP", _usage(parser)]
    lines += [*_arguments(parser), *_options(parser, shared)]
    if (below := subparsers(parser)) is not None:
        lines += [line for one in below.choices.values() for line in (".TP", rf"\fB{_plain(one.prog.partition(' ')[2])}\fR", _plain(_first(one)))]
    if parser.epilog:
        lines += _literal(parser.epilog)
    if isinstance(parser, Parser) and parser.more:
        lines += [".PP", say("man.commands"), *_literal(parser.more())]
    return lines


def _first(parser: argparse.ArgumentParser) -> str:
    described = parser.description or ""
    takes = " ".join(str(one.metavar or one.dest) for one in parser._actions if not one.option_strings)
    return f"{described} ({takes})" if takes else described


def _usage(parser: argparse.ArgumentParser) -> str:
    """How it is called; a long row of alternatives may go on in the next line."""
    formatter: Any = parser._get_formatter()
    formatter._width = 10_000
    formatter.add_usage(parser.usage, parser._actions, parser._mutually_exclusive_groups, "")
    return _marked(formatter.format_help().strip()).replace("|", r"|\:")


def _arguments(parser: argparse.ArgumentParser) -> list[str]:
    seen = [one for one in parser._actions if not one.option_strings and one.help and not isinstance(one, argparse._SubParsersAction)]
    return defined((str(one.metavar or one.dest), _helped(one)) for one in seen)


def _options(parser: argparse.ArgumentParser, left_out: tuple[str, ...]) -> list[str]:
    seen = [one for one in parser._actions if one.option_strings and one.help != argparse.SUPPRESS and one.dest not in left_out]
    return defined((_spelled(one), _helped(one)) for one in seen)


def _spelled(option: argparse.Action) -> str:
    takes = "" if option.nargs == 0 else f" {option.metavar or '|'.join(map(str, option.choices or (option.dest.upper(),)))}"
    return ", ".join(f"{name}{takes}" for name in option.option_strings)


def _helped(option: argparse.Action) -> str:
    return (option.help or "") % {"default": option.default, "prog": ""}


def defined(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Terms with what they mean."""
    return [line for term, text in pairs for line in (".TP", rf"\fB{_plain(term)}\fR", _plain(text))]


def _literal(text: str) -> list[str]:
    return [".PP", ".EX", *(_plain(line) for line in text.splitlines()), ".EE"]


def _plain(text: str) -> str:
    """Text with nothing in it that roff would obey."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{escaped}" if escaped.startswith((".", "'")) else escaped


def _marked(text: str) -> str:
    """The same, options in bold."""
    return _FONT.sub(lambda found: rf"\fB{found[1]}\fR", text.replace("\\", r"\e")).replace("-", r"\-")
