"""From arguments to an exit code."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hotlines import ROOT
from tui.cli.main import language, run


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        ([], {}, "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ([], {"LANG": "en_GB.UTF-8", "PAIDAN_LANG": "zh"}, "zh"),
        ([], {"LANG": "fr_FR.UTF-8"}, "en"),
        (["queue", "--lang", "zh"], {"PAIDAN_LANG": "en"}, "zh"),
        (["--lang=en", "queue"], {"PAIDAN_LANG": "zh"}, "en"),
        (["queue", "--lang"], {"PAIDAN_LANG": "zh"}, "zh"),
    ],
)
def test_the_language_is_known_before_the_arguments_are_read(arguments: list[str], environment: dict[str, str], expected: str) -> None:
    assert language(arguments, environment) == expected


def test_a_mistake_on_the_command_line_ends_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["queeu", "--lang", "zh"], now=lambda: 0.0) == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    assert "用法" in streams.err


def test_an_interruption_is_quiet(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        environment = os.environ | {"PAIDAN_HOME": str(tmp_path), "PAIDAN_URL": url, "PAIDAN_TOKEN": "x"}
        with subprocess.Popen([sys.executable, "-m", "tui", "queue"], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as asking:
            asked, _ = deaf.accept()
            asking.send_signal(signal.SIGINT)
            assert asking.wait(20) == 130
            assert asking.stderr is not None
            assert asking.stderr.read() == ""
            asked.close()


def test_an_encoding_without_chinese_is_spoken_to_in_english(tmp_path: Path) -> None:
    environment = os.environ | {"PAIDAN_HOME": str(tmp_path), "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(
        [sys.executable, "-m", "tui", "--lang", "zh", "queue"], cwd=ROOT, env=environment, capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 4
    assert b"paidan login" in done.stderr
    assert done.stderr.isascii()
    assert b"\\u" not in done.stderr
