"""The queue for scripts."""

import csv
import io
import subprocess
import sys

import pytest

from tests.hotlines import Hotline
from tests.tui.cli.conftest import Paidan
from tui.cli.queue import COLUMNS


def test_json_tells_all_of_it_with_counts(dispatcher: Paidan) -> None:
    told = dispatcher.process("queue", "--json").json
    assert told["source"] == "hotline"
    assert told["total"] == len(told["items"]) == sum(sum(bands.values()) for bands in told["bands"].values()) > 40
    assert told["past_due"] == sum(bands.get("overdue", 0) + bands.get("long", 0) for bands in told["bands"].values())


def test_a_filter_keeps_what_it_says(dispatcher: Paidan) -> None:
    told = dispatcher("queue", "tier:24h", "-stage:received", "--json").json
    assert told["items"]
    assert {item["tier"] for item in told["items"]} == {"24h"}
    assert "received" not in {item["stage"] for item in told["items"]}


def test_a_tier_that_the_city_has_not_is_refused_with_those_it_has(dispatcher: Paidan) -> None:
    done = dispatcher("queue", "tier:5d")
    assert (done.code, done.out) == (2, "")
    assert done.err.count("2h, 24h, 7d, 15d") == 1
    assert "5d" in done.err


def test_csv_has_a_head_and_a_row_a_ticket(dispatcher: Paidan) -> None:
    rows = list(csv.DictReader(io.StringIO(dispatcher("queue", "--csv", "--limit", "3").out)))
    assert len(rows) == 3
    assert tuple(rows[0]) == COLUMNS
    assert all(row["number"] for row in rows)


def test_the_table_says_what_it_leaves_out(dispatcher: Paidan) -> None:
    done = dispatcher("queue", "--limit", "2")
    assert len(done.out.splitlines()) == 2
    assert done.err.startswith("2 of ")


@pytest.mark.parametrize("text", ["mayor:x", "stage:nowhere", "tier:"])
def test_a_filter_that_makes_no_sense_ends_with_two(dispatcher: Paidan, text: str) -> None:
    done = dispatcher("queue", text)
    assert (done.code, done.out) == (2, "")


def test_without_a_line_it_is_the_copy_and_says_so(own_hotline: Hotline, paidan: Paidan) -> None:
    paidan.login(own_hotline)
    before = paidan("queue", "--json").json
    own_hotline.kill()
    done = paidan("queue", "--json")
    assert done.code == 0
    assert done.json["source"] == "mirror"
    assert {item["number"] for item in done.json["items"]} == {item["number"] for item in before["items"]}
    assert "local copy" in done.err


def test_without_a_line_and_a_copy_it_ends_with_three(own_hotline: Hotline, paidan: Paidan) -> None:
    paidan.login(own_hotline)
    own_hotline.kill()
    assert paidan("queue").code == 3


def test_nobody_signed_in_ends_with_four(paidan: Paidan) -> None:
    done = paidan("queue")
    assert done.code == 4
    assert "paidan login" in done.err


def test_a_reader_that_stops_reading_is_no_trouble(dispatcher: Paidan) -> None:
    pipe = subprocess.run(
        ["/bin/sh", "-c", f"'{sys.executable}' -m tui queue --json | head -c 10"],
        env=dispatcher.environment, cwd=dispatcher.home.parent, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (len(pipe.stdout), pipe.stderr) == (10, "")
