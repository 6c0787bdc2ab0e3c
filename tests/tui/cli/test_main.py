"""From arguments to an exit code."""

import pytest

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
