"""Every screen at every size, in both languages and every theme, is as it was when it was last looked at; what must hold of any screen holds.

After a change that is meant: look at them (`make pictures ARGS="look queue"`), then keep them (`make pictures ARGS="accept queue"`).
"""

import pytest

from tests.pictures.keeping import FOLDER, file, kept
from tests.pictures.picture import differences
from tests.pictures.rules import faults
from tests.pictures.scenes import LANGS, SCENES
from tests.pictures.stage import THEMES
from tests.pictures.taking import Roll, take

SHOWN = 40
"""So many lines of what differs are shown."""


@pytest.fixture(scope="module", params=[pytest.param(lang, marks=pytest.mark.xdist_group(f"pictures-{lang}")) for lang in LANGS])
def roll(request: pytest.FixtureRequest) -> tuple[str, Roll]:
    """All pictures that are asked for in this run, in one language."""
    asked = {item.callspec.params["scene"] for item in request.session.items if hasattr(item, "callspec") and "scene" in item.callspec.params}
    return request.param, take(request.param, [name for name in SCENES if name in asked])


@pytest.mark.parametrize("scene", SCENES)
def test_it_is_as_it_was_when_last_looked_at(roll: tuple[str, Roll], scene: str) -> None:
    lang, found = roll
    assert scene not in found.failed, found.failed[scene]
    assert scene not in found.unknown, f"asked for the first time: {found.unknown[scene]}; run `make pictures ARGS=record`"
    was, themes = kept(scene)
    assert themes == tuple(THEMES), f"there are other themes now: {', '.join(THEMES)}; run `make pictures ARGS=accept`"
    told = differences({key: one for key, one in was.items() if key.lang == lang}, found.taken[scene], themes)
    more = [f"… and {len(told) - SHOWN} lines more"] if len(told) > SHOWN else []
    assert not told, "\n".join([f'{file(scene)}: look (`make pictures ARGS="look {scene}"`), then accept', *told[:SHOWN], *more])


@pytest.mark.parametrize("scene", SCENES)
def test_what_holds_of_every_screen_holds(roll: tuple[str, Roll], scene: str) -> None:
    _, found = roll
    told = [f"{key}: {fault}" for key, one in found.taken.get(scene, {}).items() for fault in faults(scene, key, one)]
    assert not told, "\n".join(told)


def test_no_picture_is_kept_of_a_scene_that_is_gone() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.txt")) == sorted(SCENES)
