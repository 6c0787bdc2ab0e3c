"""A report as a file: which form a name asks for, the page as HTML, and a file that never takes another one's place."""

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

FORMS = {".md": "text/markdown", ".csv": "text/csv", ".html": "application/json"}
"""The endings a file may have, and what the hotline is asked for; HTML is made here of the report's figures."""
ENCODINGS = {".csv": "utf-8-sig"}
"""Spreadsheets take a CSV file without a mark at its beginning for the encoding of their own country."""
STYLE = "body{font-family:sans-serif}table{border-collapse:collapse}td,th{border:1px solid;padding:.2em .5em}td.n{text-align:right}"
Told = Mapping[str, Any]


def name_of(report: str, period: str) -> str:
    """The name that is proposed."""
    return f"paidan-{report}-{period}.md"


def form_of(path: Path) -> str:
    """The media type to ask for, by the ending of a file's name; empty where there is no form of this ending."""
    return FORMS.get(path.suffix.lower(), "")


def place(typed: str) -> Path:
    """Where a typed path points to: `~` is the person's own folder, anything else starts where the desk was started."""
    return Path(typed.strip()).expanduser().absolute()


def write(path: Path, text: str) -> None:
    """Keep a text in a new file. Raises FileExistsError where there is one already, OSError where it cannot be written."""
    with path.open("x", encoding=ENCODINGS.get(path.suffix.lower(), "utf-8"), newline="") as file:
        file.write(text)


def html_of(report: Told, lang: str) -> str:
    """A report that was told as JSON, as a page."""
    title = escape(f"{report['title']} {report['period']}")
    head = f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>{title}</title><style>{STYLE}</style>'
    parts = [line for one in report["sections"] for line in _section(one)]
    return "\n".join([head, f"<h1>{title}</h1>", f"<p>{escape(report['made'])}</p>", *parts]) + "\n"


def _section(section: Told) -> Iterator[str]:
    yield f"<h2>{escape(section['title'])}</h2>"
    if section["columns"]:
        heads = "".join(f"<th>{escape(column['title'])}</th>" for column in section["columns"])
        yield f"<table><tr>{heads}</tr>"
        yield from (f"<tr>{''.join(map(_cell, row))}</tr>" for row in section["rows"])
        yield "</table>"
    yield from (f"<p>{escape(line)}</p>" for note in section["notes"] for line in note.splitlines())


def _cell(value: str | int | float | None) -> str:
    if isinstance(value, str):
        return f"<td>{escape(value)}</td>"
    shown = "-" if value is None else f"{value:.2f}" if isinstance(value, float) else str(value)
    return f'<td class="n">{shown}</td>'
