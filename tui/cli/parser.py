"""The words of the command line, with their help in the language of the person."""

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NoReturn

from tui.cli.console import Code, Console, Stop
from tui.words.words import LANGUAGES, Words

ROLES = ("agent", "dispatcher", "unit_officer", "unit_leader", "supervisor", "auditor")
KINDS = ("problem", "session", "article", "conduct", "catalogue", "interview", "handover", "month")
"""Kinds of dossier, without the words of the models, which are slow to load."""
BOARDS = ("rates", "ranking", "supervision", "load", "lines", "misdispatch", "trace")
LEVELS = ("district", "street", "department", "enterprise", "city")
BY = ("unit", "district", "street", "industry", "tag", "line", "channel", "item", "kind", "tier")
REPORTS = ("daily", "weekly", "monthly", "quarterly", "annual")
SHOWN_LINES = 50
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


class _Parser(argparse.ArgumentParser):
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
        return super().format_help() + (self.more() if self.more else "")

    def error(self, message: str) -> NoReturn:
        found = next(((key, match) for pattern, key in COMPLAINTS if (match := pattern.fullmatch(message))), None)
        why = self.say(found[0], **found[1].groupdict()) if found else message
        raise Stop(Code.USAGE, f"{self.say('cli.bad_usage', why=why)}\n{self.format_usage().rstrip()}")


def read(arguments: Sequence[str], console: Console) -> argparse.Namespace:
    """What the person wants; `file` names the file of this folder that does it. Ends through Stop where it makes no sense."""
    parser = build(console.say)
    wish, strays = parser.parse_known_args(arguments)
    # argparse takes words in one stretch only; those that stand behind an option, or begin with a dash as filters may, come back here.
    if strays:
        if wish.file not in LISTS or any(stray.startswith("--") or (wish.file == "do" and stray.startswith("-")) for stray in strays):
            parser.error(console.say("cli.unknown_words", words=" ".join(strays)))
        getattr(wish, LISTS[wish.file]).extend(strays)
    return wish


def build(say: Words) -> argparse.ArgumentParser:
    """The whole parser."""
    kind = type("Parser", (_Parser,), {"say": say})
    parser: argparse.ArgumentParser = kind(prog="paidan", description=say("cli.about"), epilog=say("cli.epilog"))
    parser.set_defaults(file="desk")
    parser.add_argument("--version", action=_ShowVersion, nargs=0, help=say("cli.help_version"))
    _add_lang(parser, say)
    words: Any = parser.add_subparsers(title=say("cli.help_subcommands"), metavar="COMMAND", parser_class=kind)
    for add in (_demo, _login, _queue, _show, _dossiers, _boards, _topics, _report, _reveal, _do, _outbox, _plain):
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


def _add_lang(parser: argparse.ArgumentParser, say: Words) -> None:
    parser.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=say("cli.help_lang"))


def _word(words: Any, say: Words, name: str, **settings: Any) -> _Parser:
    about = say(f"cli.{name}")
    parser: _Parser = words.add_parser(name, help=about, description=about, **settings)
    parser.set_defaults(file=name)
    _add_lang(parser, say)
    return parser


def _demo(words: Any, say: Words) -> None:
    parser = _word(words, say, "demo", epilog=say("cli.demo_epilog"))
    parser.add_argument("--scenario", metavar="NAME", default="quiet_day", help=say("cli.demo_scenario"))
    parser.add_argument("--speed", metavar="N", type=float, help=say("cli.demo_speed"))
    parser.add_argument("--tickets", metavar="N", type=int, help=say("cli.demo_tickets"))
    parser.add_argument("--as", dest="role", choices=ROLES, default="dispatcher", help=say("cli.demo_as"))
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--join", action="store_true", help=say("cli.demo_join"))
    way.add_argument("--no-desk", action="store_true", help=say("cli.demo_no_desk"))


def _login(words: Any, say: Words) -> None:
    parser = _word(words, say, "login")
    parser.add_argument("url", metavar="URL", help=say("cli.login_url"))
    parser.add_argument("--name", help=say("cli.login_name"))
    parser.add_argument("--password-stdin", action="store_true", help=say("cli.login_stdin"))
    _word(words, say, "logout")


def _queue(words: Any, say: Words) -> None:
    parser = _word(words, say, "queue", epilog=say("cli.queue_epilog"))
    parser.add_argument("filter", metavar="FILTER", nargs="*", help=say("cli.queue_filter"))
    _forms(parser, say)
    parser.add_argument("--limit", metavar="N", type=int, help=say("cli.queue_limit", lines=SHOWN_LINES))


def _show(words: Any, say: Words) -> None:
    parser = _word(words, say, "show")
    parser.add_argument("number", metavar="NUMBER", help=say("cli.number"))
    parser.add_argument("--json", action="store_true", help=say("cli.as_json"))


def _dossiers(words: Any, say: Words) -> None:
    parser = _word(words, say, "dossiers")
    parser.add_argument("kind", metavar="KIND", nargs="?", choices=KINDS, help=say("cli.dossiers_kind"))
    parser.add_argument("--month", metavar="MONTH", help=say("cli.dossiers_month"))
    parser.add_argument("--item", metavar="CODE", help=say("cli.dossiers_item"))
    parser.add_argument("--open", action="store_true", help=say("cli.dossiers_open"))
    parser.add_argument("--json", action="store_true", help=say("cli.as_json"))


def _boards(words: Any, say: Words) -> None:
    parser = _word(words, say, "boards", epilog=say("cli.boards_epilog"))
    parser.add_argument("board", metavar="BOARD", choices=BOARDS, help=f"{say('cli.boards_board')}: {', '.join(BOARDS)}")
    parser.add_argument("figure", metavar="FIGURE", nargs="?", default="", help=say("cli.boards_figure"))
    parser.add_argument("--month", metavar="MONTH", default="", help=say("cli.boards_month"))
    parser.add_argument("--by", choices=BY, default="unit", help=say("cli.boards_by"))
    parser.add_argument("--key", default="", help=say("cli.boards_key"))
    parser.add_argument("--level", choices=LEVELS, default="", help=say("cli.boards_level"))
    parser.add_argument("--unit", metavar="UNIT", default="", help=say("cli.boards_unit"))
    _forms(parser, say)


def _topics(words: Any, say: Words) -> None:
    parser = _word(words, say, "topics")
    parser.add_argument("what", metavar="WHAT", nargs="?", choices=("topics", "surge", "seasons"), default="topics", help=say("cli.topics_what"))
    parser.add_argument("--since", metavar="DAY", help=say("cli.topics_since"))
    parser.add_argument("--until", metavar="DAY", help=say("cli.topics_until"))
    parser.add_argument("--year", metavar="YEAR", type=int, help=say("cli.topics_year"))
    parser.add_argument("--least", metavar="N", type=int, help=say("cli.topics_least"))
    parser.add_argument("--json", action="store_true", help=say("cli.as_json"))
    parser = _word(words, say, "duplicates")
    parser.add_argument("fields", metavar="FIELD=VALUE", nargs="*", help=say("cli.duplicates_field"))
    parser.add_argument("--json", action="store_true", help=say("cli.as_json"))


def _forms(parser: _Parser, say: Words) -> None:
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", dest="form", action="store_const", const="json", help=say("cli.as_json"))
    form.add_argument("--csv", dest="form", action="store_const", const="csv", help=say("cli.as_csv"))


def _report(words: Any, say: Words) -> None:
    parser = _word(words, say, "report")
    parser.add_argument("name", metavar="REPORT", choices=REPORTS, help=f"{say('cli.report_name')}: {', '.join(REPORTS)}")
    parser.add_argument("period", metavar="PERIOD", nargs="?", default="", help=say("cli.report_period"))
    _forms(parser, say)


def _reveal(words: Any, say: Words) -> None:
    parser = _word(words, say, "reveal")
    parser.add_argument("number", metavar="NUMBER", help=say("cli.number"))
    parser.add_argument("fields", metavar="FIELD=VALUE", nargs="*", help=say("cli.reveal_field"))
    parser.add_argument("--json", action="store_true", help=say("cli.as_json"))


def _commands(say: Words) -> str:
    from tui.cli.fields import help_lines  # loads the words of all commands, which only this help needs

    return "\n".join(help_lines(say)) + "\n"


def _do(words: Any, say: Words) -> None:
    parser = _word(words, say, "do", epilog=say("cli.do_epilog"))
    parser.more = lambda: _commands(say)
    parser.add_argument("number", metavar="NUMBER", nargs="?", help=say("cli.do_number"))
    parser.add_argument("do", metavar="COMMAND", nargs="?", help=say("cli.do_command"))
    parser.add_argument("fields", metavar="FIELD=VALUE", nargs="*", help=say("cli.do_field"))
    parser.add_argument("--seen", metavar="VERSION", type=int, help=say("cli.do_seen"))
    parser.add_argument("--preview", action="store_true", help=say("cli.do_preview"))
    parser.add_argument("--json", action="store_true", help=say("cli.as_json"))


def _outbox(words: Any, say: Words) -> None:
    parser = _word(words, say, "outbox")
    parser.set_defaults(verb="list", json=False)
    verbs = parser.add_subparsers(title=say("cli.help_subcommands"), metavar="COMMAND")
    for verb in ("list", "send", "drop", "retry"):
        about = say(f"cli.outbox_{verb}")
        below = verbs.add_parser(verb, help=about, description=about)
        below.set_defaults(verb=verb)
        _add_lang(below, say)
        if verb == "list":
            below.add_argument("--json", action="store_true", help=say("cli.as_json"))
        if verb in ("drop", "retry"):
            below.add_argument("id", metavar="ID", help=say("cli.outbox_id"))


def _plain(words: Any, say: Words) -> None:
    _word(words, say, "doctor")
