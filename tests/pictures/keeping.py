"""The pictures as they are kept beside the tests: a file for each screen."""

from collections.abc import Iterable
from pathlib import Path

from tests.pictures.picture import Kept, read, write
from tests.pictures.scenes import SCENES
from tests.pictures.stage import THEMES

FOLDER = Path(__file__).parent / "kept"


def file(scene: str) -> Path:
    """Where the pictures of a scene are kept."""
    return FOLDER / f"{scene}.txt"


def kept(scene: str) -> tuple[Kept, tuple[str, ...]]:
    """The pictures of a scene, and the themes they are kept in; none where nothing is kept."""
    return read(file(scene).read_text(encoding="utf-8")) if file(scene).exists() else ({}, tuple(THEMES))


def keep(scene: str, rolls: Iterable[Kept]) -> bool:
    """Keep other pictures of a scene; whether they are other ones."""
    whole: Kept = {}
    for taken in rolls:
        whole |= taken
    text = write(scene, whole, tuple(THEMES))
    FOLDER.mkdir(exist_ok=True)
    was = file(scene).read_text(encoding="utf-8") if file(scene).exists() else ""
    file(scene).write_text(text, encoding="utf-8")
    return text != was


def forget_others() -> list[Path]:
    """Drop the files of scenes that there are no more; which ones."""
    others = [path for path in FOLDER.glob("*.txt") if path.stem not in SCENES]
    for path in others:
        path.unlink()
    return others
