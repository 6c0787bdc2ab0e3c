"""A night ends: two people at two desks, the sheet signed by both, before a real hotline; the second while its line was gone."""

import json
import sys
from pathlib import Path

import pytest

from tests.hotlines import serving
from tests.stories.desks import desk, environment, paidan

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def test_the_sheet_is_signed_by_who_leaves_and_by_who_goes_on(tmp_path: Path) -> None:
    with serving(tmp_path, "--scenario", "quiet_day", "--speed", "1", "--tickets", "20", "--lang", "zh") as hotline:
        leaving = environment(hotline, "dispatcher", tmp_path / "leaving")
        going_on = environment(hotline, "supervisor", tmp_path / "going-on", lang="en")
        with desk(leaving) as first, desk(going_on, cols=60, rows=20) as second:
            first.until("已连接")
            first.type("8")
            first.until("未签字 +北京市")
            first.type("s")
            first.until("建立交接班")  # what it would do
            first.type("\x13")
            first.until("H[0-9]{4}-0001")
            first.type("j")
            first.until("签字：演示派单员")
            second.until("connected")
            hotline.kill()
            second.until("offline since")
            second.type("8")
            second.until("By the copy kept here: [0-9]+ open")
            hotline.start()
            second.until("H[0-9]{4}-0001", timeout=60)
            second.type("j")
            second.until("Signed: ")
            second.type("s", "well noted", "\x13")
            second.until("0 waiting to be taken over")
        told = json.loads(paidan(leaving, "dossiers", "handover", "--json"))
        number = told["items"][0]["number"]
        sheet = json.loads(paidan(leaving, "show", number, "--json"))["dossier"]
        assert [by["name"] for by in sheet["signed"]] == ["dispatcher", "supervisor"]
        assert [remark["text"] for remark in sheet["remarks"]] == ["well noted"]
        assert sheet["closed"]
