"""The pictures by hand: take and keep them, look at them, ask a hotline anew."""

import argparse
import subprocess
import sys
import time
from pathlib import Path

from tests.pictures.drawing import DARK, LIGHT, svg
from tests.pictures.keeping import forget_others, keep, kept
from tests.pictures.scenes import LANGS, SCENES
from tests.pictures.stage import THEMES
from tests.pictures.taking import take

PAPERS = {"dark": DARK, "light": LIGHT}


def accept(scenes: list[str]) -> int:
    """Take pictures and keep them. 1 where a scene could not be reached."""
    began = time.process_time()
    rolls = [take(lang, scenes) for lang in LANGS]
    for name in scenes or SCENES:
        failed = [roll.failed[name] for roll in rolls if name in roll.failed]
        unknown = [question for roll in rolls for question in roll.unknown.get(name, ())]
        for trouble in (*failed, *(f"never told: {question}" for question in unknown)):
            sys.stderr.write(f"{name}: {trouble}\n")
        if not failed and keep(name, [roll.taken[name] for roll in rolls]):
            sys.stdout.write(f"{name}: kept anew\n")
    for path in [] if scenes else forget_others():
        sys.stdout.write(f"{path.stem}: dropped\n")
    sys.stdout.write(f"{time.process_time() - began:.0f} s of one processor\n")
    return int(any(roll.failed for roll in rolls))


def look(scenes: list[str], folder: Path, *, size: str, lang: str, theme: str, paper: str) -> None:
    """Draw kept pictures, as on a dark or a light terminal, as SVG and, where rsvg-convert is installed, as PNG."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in scenes or SCENES:
        found, themes = kept(name)
        for key, one in found.items():
            if not key.ascii and lang in ("", key.lang) and size in ("", f"{key.size[0]}x{key.size[1]}"):
                for at, called in enumerate(themes):
                    if theme in ("all", called):
                        file = folder / f"{name}-{key.size[0]}x{key.size[1]}-{key.lang}-{called.replace('/', '-')}.svg"
                        file.write_text(svg(one, key.size, PAPERS[paper], theme=at), encoding="utf-8")
                        subprocess.run(["rsvg-convert", str(file), "-o", str(file.with_suffix(".png"))], check=False)


def main() -> int:
    """Do what is asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("do", choices=("accept", "look", "record"), help="take and keep; draw what is kept; ask a hotline anew")
    parser.add_argument("scenes", nargs="*", metavar="SCENE", help=f"all where none is named: {', '.join(SCENES)}")
    parser.add_argument("--folder", type=Path, default=Path("build/pictures"))
    parser.add_argument("--size", default="", help="as in 80x24")
    parser.add_argument("--lang", default="", choices=("", *LANGS))
    parser.add_argument("--theme", default=next(iter(THEMES)), choices=("all", *THEMES))
    parser.add_argument("--paper", default="dark", choices=tuple(PAPERS), help="the terminal's own ground, where a theme has none")
    told = parser.parse_args()
    if unknown := [name for name in told.scenes if name not in SCENES]:
        parser.error(f"no such scene: {', '.join(unknown)}")
    if told.do == "accept":
        return accept(told.scenes)
    if told.do == "look":
        look(told.scenes, told.folder, size=told.size, lang=told.lang, theme=told.theme, paper=told.paper)
    else:
        from tests.pictures import record

        record.main(lambda said: sys.stderr.write(said + "\n"), told.scenes)
    return 0


if __name__ == "__main__":
    sys.exit(main())
