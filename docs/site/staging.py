"""Lays the pages out for the site: those of docs/ and a few from above, with links that are right there.

On a page a link names a file of the source tree. In the site another page is linked, by its title; what is no page is named only, as a reader of the
site has no source tree.
"""

import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

DOCS = Path(__file__).parents[1]
ROOT = DOCS.parent
ABOVE = ("CHANGELOG.md", "CONTRIBUTING.md")
"""Pages that lie above docs/."""
WELCOME = Path(__file__).with_name("index.md")
BESIDE = ("pictures/*.svg", "*.json")
"""What pages show or offer, below docs/."""
_LINK = re.compile(r"(?P<picture>!?)\[(?P<text>[^\]]*)\]\((?P<target>(?!https?:|mailto:|#)[^)\s#]+)(?P<anchor>#[^)\s]*)?\)")
_CODE = re.compile(r"(^```.*?^```)", re.MULTILINE | re.DOTALL)


_TREE = re.compile(r"^```{toctree}\n(.*?)^```", re.MULTILINE | re.DOTALL)


class Astray(Exception):
    """A link to a file that is not there."""


def sources() -> dict[str, Path]:
    """What is staged, by its place in the site."""
    pages = [*DOCS.glob("*.md"), *(ROOT / name for name in ABOVE)]
    beside = [path for pattern in BESIDE for path in DOCS.glob(pattern)]
    return {"index.md": WELCOME} | {path.name: path for path in pages} | {path.relative_to(DOCS).as_posix(): path for path in beside}


def places() -> dict[Path, str]:
    """Where each file of the source tree is found in the site. README is what `index.md` is there."""
    return {path.resolve(): place for place, path in sources().items()} | {(ROOT / "README.md").resolve(): "index.md"}


def rewritten(text: str, page: Path, found: Mapping[Path, str]) -> str:
    """A page's text with links that are right in the site. Raises Astray."""
    parts = _CODE.split(text)
    return "".join(part if number % 2 else _links(part, page, found) for number, part in enumerate(parts))


def with_the_rest(welcome: str, pages: Iterable[str]) -> str:
    """The first page, with those that it has no place for listed at its end: a page that was just written is in the site as well."""
    named = {line.rpartition("<")[2].rstrip(">") for block in _TREE.findall(welcome) for line in block.splitlines() if not line.startswith(":")}
    rest = sorted(set(pages) - named - {"index"})
    return f"{welcome}\n```{{toctree}}\n:hidden:\n:caption: More\n\n{chr(10).join(rest)}\n```\n" if rest else welcome


def _links(text: str, page: Path, found: Mapping[Path, str]) -> str:
    """Its links as they are to be in the site; to one without a text, Sphinx gives the page's title."""

    def one(link: re.Match[str]) -> str:
        target = (page.parent / link["target"]).resolve()
        if not target.exists():
            raise Astray(f"{page.name}: {link['target']}")
        if place := found.get(target):
            text = "" if link["text"] == target.name and place.endswith(".md") else link["text"]
            return f"{link['picture']}[{text}]({place}{link['anchor'] or ''})"
        named = target.relative_to(ROOT.resolve()).as_posix()
        said = link["text"].strip("`")
        return f"`{named}`" if said in (named, PurePosixPath(named).name) else f"{link['text']} (`{named}`)"

    return _LINK.sub(one, text)


def stage(folder: Path) -> None:
    """Write everything into an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    found, staged = places(), sources()
    for place, path in staged.items():
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix != ".md":
            shutil.copyfile(path, target)
            continue
        text = path.read_text(encoding="utf-8")
        if path == WELCOME:
            text = with_the_rest(text, (name.removesuffix(".md") for name in staged if name.endswith(".md")))
        target.write_text(rewritten(text, DOCS / "index.md" if path == WELCOME else path, found), encoding="utf-8")
