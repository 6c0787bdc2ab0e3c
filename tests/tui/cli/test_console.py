"""Data on stdout, narration on stderr."""

import json

import pytest

from tui.cli.console import Code, Console
from tui.words.words import Words


def test_json_keeps_chinese_and_holds_nothing_a_terminal_obeys(capsys: pytest.CaptureFixture[str]) -> None:
    value = {"title": "暖气\x1b[2J\x9b1m\u202e不热\u2028\U000103ff"}
    Console(Words("en"), lambda: 0.0).json(value)
    out = capsys.readouterr().out
    assert "暖气" in out
    assert not [sign for sign in out if sign != "\n" and (not sign.isprintable() and sign != " ")]
    assert json.loads(out) == value


def test_no_line_holds_what_a_terminal_obeys(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console(Words("en"), lambda: 0.0)
    console.data("暖气\x1b[2J\u202e　é\tx\r")
    console.text("a,b\r\nc\U000103ff\n")
    console.tell_sentence("\x9d52;c\x07\ufeff")
    assert capsys.readouterr() == ("暖气<001B>[2J<202E>　é\tx<000D>\na,b\r\nc<103FF>\n", "<009D>52;c<0007><FEFF>\n")


def test_sentences_go_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    Console(Words("zh"), lambda: 0.0).tell("cli.outbox_empty")
    assert capsys.readouterr() == ("", "发件箱空。\n")


def test_codes_are_what_scripts_rely_on() -> None:
    assert [code.value for code in Code] == [0, 1, 2, 3, 4, 10, 11, 130, 141]
