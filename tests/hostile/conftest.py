"""A hotline that may be ill-treated: nobody else uses it."""

from collections.abc import Iterator

import pytest

from tests.hotlines import Hotline, serving


@pytest.fixture(scope="package")
def victim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hotline]:
    options = ("--scenario", "quiet_day", "--speed", "1", "--tickets", "20", "--lang", "en")
    with serving(tmp_path_factory.mktemp("victim"), *options) as hotline:
        yield hotline
