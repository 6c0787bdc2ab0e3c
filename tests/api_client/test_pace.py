from api_client.pace import Pace, remembered, told
from tests.api_client.told import NOW, page


def test_the_hotlines_time_runs_at_its_own_rate() -> None:
    pace = Pace(now=1000, rate=60.0, wall=50.0)
    assert [pace.at(50.0), pace.at(51.5), pace.at(49.0)] == [1000, 1090, 940]


def test_what_a_page_tells_is_remembered() -> None:
    assert remembered(told(page(1), 5.5)) == Pace(NOW, 1.0, 5.5)
    assert remembered("") is None
