"""How the command line is read: help in the language of the person, in groups; mistakes in whole sentences."""

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NoReturn

from tui.cli import grammar
from tui.cli.console import Code, Console, Stop
from tui.words.words import Words

LISTS = {"do": "fields", "reveal": "fields", "queue": "filter"}
"""Commands that end in a list of words, and what the list is called."""

COMPLAINTS = (
    (re.compile(r"the following arguments are required: (?P<names>.+)"), "cli.words_missing"),
    (re.compile(r"argument (?P<name>.+?): invalid choice: '?(?P<given>.*?)'? \(choose from (?P<known>.+)\)"), "cli.word_unknown"),
    (re.compile(r"argument (?P<name>.+?): invalid \w+ value: '(?P<given>.*)'"), "cli.word_wrong"),
    (re.compile(r"argument (?P<name>.+?): expected .*argument.*"), "cli.value_missing"),
    (re.compile(r"argument (?P<name>.+?): not allowed with argument (?P<other>.+)"), "cli.not_together"),
)
"""What argparse complains of in English, and the key of the same in the person's language."""


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Help whose heading is in the person's language too."""

    def __init__(self, prog: str, *, heading: str) -> None:
        super().__init__(prog)
        self.heading = heading

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, self.heading if prefix is None else prefix)

    def add_words(self, heading: str, words: Sequence[argparse.Action]) -> None:
        """A group of words of the command line with what each does."""
        self.start_section(heading)
        self._indent()
        self.add_arguments(words)
        self._dedent()
        self.end_section()


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks through the words and ends through Stop."""

    say = Words("en")
    more: Callable[[], str] | None = None
    """What comes below the help, made only when the help is shown."""

    def __init__(self, **settings: Any) -> None:
        formatter = partial(_Formatter, heading=self.say("cli.usage"))
        super().__init__(formatter_class=formatter, add_help=False, allow_abbrev=False, **settings)
        self._positionals.title = self.say("cli.help_words")
        self._optionals.title = self.say("cli.help_options")
        self.add_argument("-h", "--help", action="help", help=self.say("cli.help_help"))

    def format_help(self) -> str:
        """As argparse's, with what comes below it."""
        return super().format_help() + (self.more() if self.more else "")

    def error(self, message: str) -> NoReturn:
        """End through Stop, with the complaint in the person's language and the usage."""
        found = next(((key, match) for pattern, key in COMPLAINTS if (match := pattern.fullmatch(message))), None)
        why = self.say(found[0], **found[1].groupdict()) if found else message
        raise Stop(Code.USAGE, f"{self.say('cli.bad_usage', why=why)}\n{self.format_usage().rstrip()}")


class _Whole(Parser):
    """The parser of `paidan` itself, whose words are listed in groups."""

    def format_help(self) -> str:
        formatter: Any = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        formatter.add_text(self.description)
        words = {word.dest: word for word in subparsers(self)._choices_actions}
        for group, names in grammar.GROUPS.items():
            formatter.add_words(self.say(f"cli.group_{group}"), [words[name] for name in names])
        formatter.start_section(self._optionals.title)
        formatter.add_arguments(self._optionals._group_actions)
        formatter.end_section()
        formatter.add_text(self.epilog)
        return str(formatter.format_help())


def subparsers(parser: argparse.ArgumentParser) -> Any:
    """The action that holds the words below a parser, None where it has none."""
    return next((action for action in parser._actions if isinstance(action, argparse._SubParsersAction)), None)


def read(arguments: Sequence[str], console: Console) -> argparse.Namespace:
    """What the person wants; `file` names the file of this folder that does it. Ends through Stop where it makes no sense."""
    parser = build(console.say)
    wish, strays = parser.parse_known_args(arguments)
    # argparse takes words in one stretch only; those that stand behind an option, or begin with a dash as filters may, come back here.
    if strays:
        if wish.file not in LISTS or any(stray.startswith("--") or (wish.file == "do" and stray.startswith("-")) for stray in strays):
            parser.error(console.say("cli.unknown_words", words=" ".join(strays)))
        getattr(wish, LISTS[wish.file]).extend(strays)
    city = getattr(wish, "open311", None)
    if city is None and hasattr(wish, "jurisdiction"):
        parser.error(console.say("cli.jurisdiction_alone"))
    if city is not None and wish.file in grammar.NOT_OF_A_CITY:
        parser.error(console.say("cli.not_of_a_city", word=wish.file))
    return wish


def build(say: Words) -> argparse.ArgumentParser:
    """The whole parser."""
    kind = type("Parser", (Parser,), {"say": say})
    whole = type("Whole", (_Whole,), {"say": say})
    parser: argparse.ArgumentParser = whole(prog="paidan", description=say("cli.about"), epilog=say("cli.epilog"))
    parser.set_defaults(file="desk")
    parser.add_argument("--version", action=_ShowVersion, nargs=0, help=say("cli.help_version"))
    grammar.add_shared(parser, say)
    grammar.add_looks(parser, say)
    words: Any = parser.add_subparsers(title=say("cli.help_subcommands"), metavar="COMMAND", parser_class=kind)
    for add in grammar.WORDS:
        add(words, say)
    return parser


class _ShowVersion(argparse.Action):
    """Says the version and ends; looked up only then, for that takes longer than reading all words."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import PackageNotFoundError, version

        try:
            said = version("paidan")
        except PackageNotFoundError:
            said = "(not installed)"
        sys.stdout.write(f"paidan {said}\n")
        parser.exit()
