"""What waits, for scripts and for the eye."""

from pathlib import Path

import pytest

from api_client.errors import Unreachable
from api_client.sync import Sync
from tests.tui.cli.conftest import Paidan
from tui.cli.grammar import LISTS
from widgets.work.items import READS


def test_the_lists_are_the_desks() -> None:
    assert tuple(READS) == LISTS


def test_json_tells_every_list_with_whose_turn_it_is(supervisor: Paidan) -> None:
    told = supervisor("work", "--json").json
    assert told["source"] == "hotline"
    assert tuple(told["lists"]) == LISTS
    assert sum(one["count"] for one in told["lists"].values()) > 10
    for one in told["lists"].values():
        assert one["count"] == len(one["items"])
        assert one["mine"] == sum(item["mine"] for item in one["items"])
        assert all(item["turn"] for item in one["items"])
    mine = supervisor("work", "--mine", "--json").json["lists"]
    assert {name: len(one["items"]) for name, one in mine.items()} == {name: one["mine"] for name, one in told["lists"].items()}


def test_the_table_has_a_line_for_each_thing_under_its_list(dispatcher: Paidan) -> None:
    head, *lines = dispatcher("work", "sign", "--lang", "en").out.splitlines()
    told = dispatcher("work", "sign", "--json").json["lists"]["sign"]
    assert head == f"sign: {told['mine']} for me, {told['count']} in all"
    assert [line.split()[0] for line in lines] == [item["ticket"] for item in told["items"]]


@pytest.mark.parametrize("words", [("everything",), ("sign", "extra")])
def test_a_list_that_there_is_not_ends_with_two(paidan: Paidan, words: tuple[str, ...]) -> None:
    assert paidan("work", *words).code == 2


def test_without_a_line_it_is_the_copy_and_nobody_signed_in_four(dispatcher: Paidan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dispatcher("work", "--json").json

    async def cut(_: Sync) -> None:
        raise Unreachable("refused")

    monkeypatch.setattr(Sync, "meet", cut)
    after = dispatcher("work", "--json")
    assert (after.code, after.json["source"]) == (0, "mirror")
    assert {name: one["count"] for name, one in after.json["lists"].items()} == {name: one["count"] for name, one in before["lists"].items()}
    assert "local copy" in after.err
    assert Paidan(tmp_path / "nobody")("work").code == 4
