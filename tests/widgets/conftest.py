"""Speech in both languages, with a real city, for everything that says something."""

import pytest

from tests.tui.fake_desk import beijing
from tui.words.words import Words
from widgets.speech import Speech


@pytest.fixture
def zh() -> Speech:
    return Speech(Words("zh"), city=beijing(), lang="zh")


@pytest.fixture
def en() -> Speech:
    return Speech(Words("en"), city=beijing(), lang="en")
