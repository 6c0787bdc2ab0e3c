"""Reports on the command line, in three forms and two languages."""

import pytest

from tests.tui.cli.conftest import Paidan


@pytest.mark.parametrize("name", ["daily", "weekly", "monthly", "quarterly", "annual"])
def test_every_report_is_printed(dispatcher: Paidan, name: str) -> None:
    done = dispatcher("report", name, "--lang", "zh")
    assert (done.code, done.out[:2]) == (0, "# "), done.err
    assert dispatcher("report", name, "--json").json["report"] == name
    assert dispatcher("report", name, "--csv").out


def test_a_period_is_named_in_its_own_way(dispatcher: Paidan) -> None:
    assert dispatcher("report", "quarterly", "2026-Q3", "--json").json["period"] == "2026-Q3"
    wrong = dispatcher("report", "monthly", "2026-Q3")
    assert (wrong.code, "month" in wrong.err) == (1, True)
    assert dispatcher("report", "hourly").code == 2
