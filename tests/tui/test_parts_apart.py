"""The parts that an app or a screen is put together from keep their own names: one that takes another's would silence it."""

from collections import Counter

import pytest

from tui.app import DeskApp
from tui.screens.queue import QueueScreen
from tui.screens.work import WorkScreen


@pytest.mark.parametrize("whole", [DeskApp, QueueScreen, WorkScreen])
def test_no_part_has_a_private_name_of_another(whole: type) -> None:
    parts = [part for part in whole.__mro__ if part.__module__.startswith("tui.")]
    textual = {name for part in whole.__mro__ if part.__module__.startswith("textual.") for name in vars(part)}
    own = Counter(name for part in parts for name, held in vars(part).items() if callable(held) and name.startswith("_"))
    ours = {name for name, times in own.items() if times > 1 and not name.startswith("__")} - textual
    assert not ours
