"""What the pictures say of a theme is what the desk shows once somebody has switched to it."""

from pathlib import Path

import pytest

from tests.pictures.picture import look_of, spread, text_of
from tests.pictures.recorded import ToldLink, told
from tests.pictures.scenes import SCENES, begin
from tests.pictures.stage import THEMES, stage
from tests.pictures.taking import PERSON
from tui import themes


@pytest.mark.parametrize("scene", ["queue", "extend"])
async def test_the_desk_shows_each_theme_as_it_is_kept(tmp_path: Path, scene: str) -> None:
    async with stage(tmp_path, ToldLink(told("zh"), PERSON), lang="zh") as made:
        await begin(made)
        await SCENES[scene](made)
        kept = made.taken()
        for name in themes.NAMES:
            shown = await made.switched(name)
            assert text_of(shown) == kept.text, name
            for runs, line in zip(kept.looks, shown, strict=True):
                looks = [look_of(part.style) for part in line if not part.control for _ in range(part.cell_length)]
                assert looks == list(spread(runs, list(THEMES).index(name))), name
