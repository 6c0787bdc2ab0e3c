"""The words of the command line, each with its options; grouped as the help shows them."""

import argparse
from typing import Any

from tui.words.words import LANGUAGES, Words

GROUPS: dict[str, tuple[str, ...]] = {
    "desk": ("demo", "login", "logout", "web"),
    "look": ("queue", "work", "show", "watch", "dossiers", "boards", "report", "topics", "duplicates", "audit"),
    "ask": ("do", "reveal", "outbox"),
    "help": ("doctor", "completion", "man"),
}
"""The words in the groups of the help."""
ROLES = ("agent", "dispatcher", "unit_officer", "unit_leader", "supervisor", "auditor")
KINDS = ("problem", "session", "article", "conduct", "catalogue", "interview", "handover", "month")
"""Kinds of dossier, without the words of the models, which are slow to load."""
BOARDS = ("rates", "ranking", "supervision", "load", "lines", "misdispatch", "trace")
LEVELS = ("district", "street", "department", "enterprise", "city")
BY = ("unit", "district", "street", "industry", "tag", "line", "channel", "item", "kind", "tier")
REPORTS = ("daily", "weekly", "monthly", "quarterly", "annual")
SHOWN_LINES = 50
SCENARIOS = ("quiet_day", "rainstorm", "heating", "night", "month_end", "endless", "show")
"""Days that a demo offers; a test compares them with the hotline's."""
CITIES = ("beijing", "boston", "yunbian")
"""Cities that come along, the first of which scenarios speak of; a test compares them with the hotline's."""
THEMES = ("sixteen", "dark", "light", "deuteranopia", "tritanopia", "monochrome", "night")
"""Themes, without their table, which takes a while to load; a test compares them."""
WEB_PORT = 8345
SHELLS = ("bash", "zsh", "fish")
NOT_OF_A_CITY = ("demo", "login", "logout", "doctor", "completion", "man")
"""Words that make no sense of an Open311 city."""
LISTS = ("cosign", "sign", "callback", "supervision", "dispute", "whistle", "joint")
"""Lists of what waits; a test compares them with the desk's."""
WATCH_FIELDS = ("overdue", "urgent", "open", "tier", "number", "left", "state", "since", "waiting", "refused", "time")
"""What a format of `paidan watch` may hold."""


def add_shared(parser: argparse.ArgumentParser, say: Words) -> None:
    """What may be said before or behind every word."""
    parser.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=say("cli.help_lang"))
    parser.add_argument("--read-only", action="store_true", default=argparse.SUPPRESS, help=say("cli.help_read_only"))
    parser.add_argument("--open311", metavar="URL", default=argparse.SUPPRESS, help=say("cli.help_open311"))
    parser.add_argument("--jurisdiction", metavar="ID", default=argparse.SUPPRESS, help=say("cli.help_jurisdiction"))


def add_looks(parser: argparse.ArgumentParser, say: Words) -> None:
    """How a desk is to look this time, whatever the settings say."""
    parser.add_argument("--theme", metavar="NAME", choices=THEMES, default=argparse.SUPPRESS, help=say("cli.help_theme", names=", ".join(THEMES)))
    parser.add_argument("--ascii", action="store_true", default=argparse.SUPPRESS, help=say("cli.help_ascii"))
    parser.add_argument("--slow", dest="link", action="store_const", const="slow", default=argparse.SUPPRESS, help=say("cli.help_slow"))


def _word(words: Any, say: Words, name: str, *, epilog: str = "") -> Any:
    about = say(f"cli.{name}")
    examples = f"{say('cli.examples')}\n{say(f'examples.{name}')}"
    parser = words.add_parser(name, help=about, description=about, epilog="\n\n".join(filter(None, (examples, epilog))))
    parser.set_defaults(file=name)
    add_shared(parser, say)
    return parser


def _demo(words: Any, say: Words) -> None:
    parser = _word(words, say, "demo", epilog=say("cli.demo_epilog"))
    parser.add_argument("--scenario", metavar="NAME", help=say("cli.demo_scenario"))
    parser.add_argument("--city", metavar="NAME|DIR", default=CITIES[0], help=say("cli.demo_city"))
    parser.add_argument("--speed", metavar="N", type=float, help=say("cli.demo_speed"))
    parser.add_argument("--tickets", metavar="N", type=int, help=say("cli.demo_tickets"))
    parser.add_argument("--as", dest="role", choices=ROLES, help=say("cli.demo_as"))
    parser.add_argument("--no-tour", action="store_true", help=say("cli.demo_no_tour"))
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--join", action="store_true", help=say("cli.demo_join"))
    way.add_argument("--no-desk", action="store_true", help=say("cli.demo_no_desk"))
    parser.add_argument("--web", action="store_true", help=say("cli.demo_web"))
    _of_the_browser(parser, say)
    add_looks(parser, say)


class _NeverHere(argparse.Action):
    """Refuses what must not be an argument, and does not repeat it; `const` is the sentence."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Say so."""
        parser.error(str(self.const))


def _login(words: Any, say: Words) -> None:
    parser = _word(words, say, "login")
    parser.add_argument("url", metavar="URL", help=say("cli.login_url"))
    parser.add_argument("--name", help=say("cli.login_name"))
    parser.add_argument("--password-stdin", action="store_true", help=say("cli.login_stdin"))
    parser.add_argument("--password", nargs="?", action=_NeverHere, const=say("cli.password_here"), help=argparse.SUPPRESS)
    parser.add_argument("--ca", metavar="FILE", default="", help=say("cli.login_ca"))
    _word(words, say, "logout")


def _queue(words: Any, say: Words) -> None:
    parser = _word(words, say, "queue", epilog=say("cli.queue_epilog"))
    parser.add_argument("filter", metavar="FILTER", nargs="*", help=say("cli.queue_filter"))
    _forms(parser, say)
    parser.add_argument("--limit", metavar="N", type=int, help=say("cli.queue_limit", lines=SHOWN_LINES))


def _work(words: Any, say: Words) -> None:
    parser = _word(words, say, "work")
    parser.add_argument("tab", metavar="LIST", nargs="?", choices=LISTS, help=f"{say('cli.work_tab')}: {', '.join(LISTS)}")
    parser.add_argument("--mine", action="store_true", help=say("cli.work_mine"))
    parser.add_argument("--json", action="store_true", help=say("cli.as_json"))


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


def _forms(parser: Any, say: Words) -> None:
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", dest="form", action="store_const", const="json", help=say("cli.as_json"))
    form.add_argument("--csv", dest="form", action="store_const", const="csv", help=say("cli.as_csv"))


def _report(words: Any, say: Words) -> None:
    parser = _word(words, say, "report")
    parser.add_argument("name", metavar="REPORT", choices=REPORTS, help=f"{say('cli.report_name')}: {', '.join(REPORTS)}")
    parser.add_argument("period", metavar="PERIOD", nargs="?", default="", help=say("cli.report_period"))
    _forms(parser, say)


def _audit(words: Any, say: Words) -> None:
    parser = _word(words, say, "audit")
    parser.add_argument("--actor", metavar="NAME", default="", help=say("cli.audit_actor"))
    parser.add_argument("--ticket", metavar="NUMBER", default="", help=say("cli.audit_ticket"))
    parser.add_argument("--kind", metavar="EVENT", default="", help=say("cli.audit_kind"))
    parser.add_argument("--since", metavar="DAY", default="", help=say("cli.audit_since"))
    parser.add_argument("--until", metavar="DAY", default="", help=say("cli.audit_until"))
    parser.add_argument("--reveal", action="store_true", help=say("cli.audit_reveal"))
    parser.add_argument("--limit", metavar="N", type=int, default=SHOWN_LINES, help=say("cli.audit_limit", lines=SHOWN_LINES))
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
    parser.set_defaults(verb="list")
    parser.add_argument("--json", action="store_true", help=say("cli.as_json"))
    verbs = parser.add_subparsers(title=say("cli.help_subcommands"), metavar="COMMAND")
    for verb in ("list", "send", "drop", "retry"):
        about = say(f"cli.outbox_{verb}")
        below = verbs.add_parser(verb, help=about, description=about)
        below.set_defaults(verb=verb)
        add_shared(below, say)
        if verb == "list":
            below.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=say("cli.as_json"))
        if verb in ("drop", "retry"):
            below.add_argument("id", metavar="ID", help=say("cli.outbox_id"))


def _plain(words: Any, say: Words) -> None:
    _word(words, say, "doctor")
    _word(words, say, "man")


def _web(words: Any, say: Words) -> None:
    parser = _word(words, say, "web")
    _of_the_browser(parser, say)
    add_looks(parser, say)


def _of_the_browser(parser: Any, say: Words) -> None:
    parser.add_argument("--port", metavar="N", type=int, default=WEB_PORT, help=say("cli.web_port"))
    parser.add_argument("--host", metavar="HOST", default="127.0.0.1", help=say("cli.web_host"))


def _watch(words: Any, say: Words) -> None:
    parser = _word(words, say, "watch", epilog=say("cli.watch_epilog", fields=", ".join(f"{{{name}}}" for name in WATCH_FIELDS)))
    parser.add_argument("--follow", action="store_true", help=say("cli.watch_follow"))
    parser.add_argument("--format", metavar="TEXT", default="", help=say("cli.watch_format"))
    parser.add_argument("--color", choices=("tmux", "ansi", "none"), default="none", help=say("cli.watch_color"))
    parser.add_argument("--exit-code", action="store_true", help=say("cli.watch_exit_code"))
    parser.add_argument("--json", action="store_true", help=say("cli.as_json"))


def _completion(words: Any, say: Words) -> None:
    parser = _word(words, say, "completion")
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help=say("cli.completion_shell"))


WORDS = (
    _demo, _login, _web, _queue, _work, _show, _watch, _dossiers, _boards, _report, _topics, _audit, _do, _reveal, _outbox, _completion, _plain,
)  # fmt: skip
"""What adds each word, or some of one kind."""
