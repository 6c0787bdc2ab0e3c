"""The pictures in README and guide: drawn from those that the tests keep of every screen, so that they never show what is no longer there."""

from pathlib import Path

from tests.pictures.drawing import svg
from tests.pictures.keeping import kept
from tests.pictures.picture import Key
from tests.pictures.scenes import LANGS

FOLDER = Path(__file__).parent / "pictures"
LARGE, USUAL = (120, 40), (80, 24)
SHOWN = {
    "queue": LARGE, "ticket": LARGE, "reassign": USUAL, "reassign-many": USUAL, "register-repeats": USUAL, "work-cosign": USUAL, "night": USUAL,
    "handover": USUAL, "outbox": USUAL, "board-rates": USUAL, "dossiers": USUAL, "reports": USUAL, "catalogue": USUAL, "audit": USUAL,
    "help": USUAL, "palette": USUAL,
}  # fmt: skip
"""Scenes, and how large they are shown."""


def drawn() -> dict[Path, str]:
    """Every picture by its file."""
    return {
        FOLDER / f"{scene}.{lang}.svg": svg(kept(scene)[0][Key(size, lang)], size, title=f"paidan: {scene}")
        for scene, size in SHOWN.items()
        for lang in LANGS
    }


def draw() -> None:
    """Write them, and drop those that are shown no more."""
    FOLDER.mkdir(exist_ok=True)
    pictures = drawn()
    for file, text in pictures.items():
        file.write_text(text, encoding="utf-8")
    for file in set(FOLDER.glob("*.svg")) - set(pictures):
        file.unlink()
