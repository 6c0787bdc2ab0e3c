"""docs/your-city.md: how to serve a city of one's own; its tables are those that the reader of a city goes by."""

from docs.tables import table
from fixtures.city.schema import POLICY, SHEETS
from fixtures.city.schema_text import markdown

BEGIN = """# Your city 本市数据

Made from the code by `make docs`. A city is a folder of plain files, TOML and CSV: units, catalogue, policy, calendar. Nothing of it is
code, and all of it can be edited with a text editor or a spreadsheet. `hotline check-city --schema` prints what stands below (`--lang zh`
中文).

## In an afternoon

```sh
hotline new-city my-city --code 990100 --name 某市 --name-en Somewhere   # a small city that is good as it is
hotline check-city my-city                                              # every fault with file and line, what is worth a look, what there is
hotline user --database hotline.db --city my-city add chief --role supervisor
hotline serve --database hotline.db
```

1. `units.csv`: your units. Two levels or three: streets under districts, streets right under the city, or districts alone. A street under a
   district has the district in copy (抄送); one right under the city has nobody, and what is escalated goes up to the city.
2. `catalogue.csv`: what people ask for and whose it is. The owner is a unit's code, or `street` or `district`: the one of the address. A
   city without districts has no line that is owned by `district`, and check-city says so.
3. `policy.toml`: who the city is, the tiers, and every value of every rule, each with where it comes from. A value that no rule reads is a
   fault, so that a mistyped one is not passed over.
4. `calendar.csv`: holidays and make-up days (调休), where anything is counted in working days. Add each year once it is published.
5. The rest may be missing: `population.csv`, `lines.csv`, `phrases.csv`, `open311.csv`.

`check-city` ends with 0 where the city can be served, 1 where it has faults, 2 where there is no such folder. Warnings are no faults. CSV
is read as UTF-8 with commas, with or without a byte order mark; a file in GB18030 or UTF-16, as spreadsheets like to save it, is named as
such (Excel: “CSV UTF-8”). A cell cannot go on in the next line.

## Named once

`--city` is needed once: the hotline's database remembers the whole path of the folder, and `serve`, `user`, `load`, `report`, `retain` and
`verify` find it again. Where the folder has moved, `serve --city NEW` remembers the new place; until then the others are told with
`--city`. A backup remembers it, too.

## What may change, and how

* **A value of a rule**: not in `policy.toml`, but in an amendment beside it, `policy-NAME.toml`, with a `version` and an `effective_from`
  of its own and only what it changes. A ticket keeps the policy it was dispatched under. A version that says something else than when it
  was last served is told at the start.
* **A line of the catalogue**: a further row with the same code and a later `effective_from`; `effective_to` ends one. Or from the desk, or
  with `hotline load`.
* **A unit**: add it. Never take a code away or give it to another: tickets name it for ever.
* **A name**, a population, a phrase, a day of the calendar: at will; it holds from the next start.

## Languages

A thing has a name in the city's own language (`name`, `level1` …) and, where that is another, an English one (`name_en`, `level1_en` …).
The desk's own words are Chinese or English, whatever the city speaks: a desk in English shows the English names and, where there is none,
the others; a desk in Chinese shows the city's own. A city in English alone writes its names once, in `name`. Pinyin and initials find a
unit or a line while a Chinese name is typed; Latin names are found as they are.

## Three that come along

| | levels | language | clocks |
|---|---|---|---|
| `beijing` | city, districts, streets; departments and enterprises | Chinese, English names | hours and days of the calendar |
| `yunbian` | city, streets right under it; departments and enterprises | Chinese, English names | working days, China's holidays |
| `boston` | city, neighborhoods; departments | English | business days, a limit for each case type |

[fixtures/city/README.md](../fixtures/city/README.md) says where they come from.

`paidan demo --city boston` and `hotline serve --city … --scenario quiet_day` play an ordinary day in any of them, and in a city of your
own as far as its catalogue's third levels have names that the demo has words for (`fixtures/scenarios/requests/`); the other days speak of
Beijing's places.
"""


def page() -> str:
    """The page."""
    tables = markdown()
    lines = [BEGIN]
    for sheet in SHEETS:
        lines += [f"## `{sheet.file}`", "", f"{_sentence(sheet.about)} {sheet.chinese}。{'' if sheet.needed else ' May be missing.'}", ""]
        lines += table(*_parted(tables[sheet.file]))
    lines += [f"## `{POLICY}`", "", "And what an amendment `policy-NAME.toml` changes of it: all but `[city]`.", ""]
    for name, rows in tables.items():
        if name.startswith(f"{POLICY} "):
            lines += [f"### {name.removeprefix(f'{POLICY} ')}", "", *table(*_parted(rows))]
    return "\n".join(lines)


def _parted(rows: list[tuple[str, ...]]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    return rows[0], rows[1:]


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
