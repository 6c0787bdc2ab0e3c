"""The site builds without a warning, needs nothing from elsewhere, and is searched without a server, in Chinese too."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from docs.site.search import BothLanguages
from docs.site.staging import DOCS, ROOT, Astray, places, rewritten, with_the_rest

FETCHED = re.compile(r"""(?:<(?:script|img|iframe|source)[^>]*\ssrc|<link[^>]*\shref)=["'](?:https?:)?//""")
OF_A_STYLE = re.compile(r"""url\(\s*["']?(?:https?:)?//|@import""")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "site"
    done = subprocess.run([sys.executable, "-m", "docs.site", str(folder)], cwd=ROOT, capture_output=True, text=True, timeout=200)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def index(site: Path) -> dict[str, Any]:
    """What the search knows."""
    told = (site / "searchindex.js").read_text(encoding="utf-8").removeprefix("Search.setIndex(").removesuffix(")")
    found: dict[str, Any] = json.loads(told)
    return found


@pytest.mark.xdist_group("site")
def test_every_page_is_there_and_nothing_is_fetched(site: Path) -> None:
    pages = {path.stem for path in DOCS.glob("*.md")} | {"index", "CHANGELOG", "CONTRIBUTING"}
    assert pages <= {path.stem for path in site.glob("*.html")}
    assert not [path.name for path in site.rglob("*.html") if FETCHED.search(path.read_text(encoding="utf-8"))]
    assert not [path.name for path in site.rglob("*.css") if OF_A_STYLE.search(path.read_text(encoding="utf-8"))]


@pytest.mark.xdist_group("site")
def test_a_page_says_which_language_it_is_in(site: Path) -> None:
    languages = {
        name: re.findall(r'<html[^>]* lang="([^"]+)"', (site / f"{name}.html").read_text(encoding="utf-8")) for name in ("guide", "guide.zh")
    }
    assert languages == {"guide": ["en"], "guide.zh": ["zh-CN"]}


@pytest.mark.xdist_group("site")
@pytest.mark.parametrize(("word", "page"), [("催办", "keys.zh"), ("督办", "supervisor.zh"), ("派", "guide.zh"), ("backup", "running-a-hotline")])
def test_the_search_finds(index: dict[str, Any], word: str, page: str) -> None:
    language = BothLanguages({})
    for part in language.split(word):
        told = [index[kind].get(language.stem(part.lower()), []) for kind in ("terms", "titleterms")]
        pages = {number for one in told for number in ([one] if isinstance(one, int) else one)}
        assert page in {index["docnames"][number] for number in pages}, part


def test_words_and_pairs() -> None:
    assert BothLanguages({}).split("督办催办 2h reports, 会签 x。") == ["督办", "办催", "催办", *"督办催办", "2h", "reports", "会签", *"会签", "x"]


@pytest.mark.parametrize(
    ("link", "becomes"),
    [
        ("[keys.md](keys.md)", "[](keys.md)"),
        ("[the keys](keys.md#queue)", "[the keys](keys.md#queue)"),
        ("[it](../CHANGELOG.md)", "[it](CHANGELOG.md)"),
        ("[first](../README.md)", "[first](index.md)"),
        ("![The queue](pictures/queue.en.svg)", "![The queue](pictures/queue.en.svg)"),
        ("[run](../.ci/run)", "`.ci/run`"),
        ("[a test](../tests/test_docs.py)", "a test (`tests/test_docs.py`)"),
        ("[far](https://example.org/a.md) [here](#top)", "[far](https://example.org/a.md) [here](#top)"),
        ("```\n[x](nowhere.md)\n```", "```\n[x](nowhere.md)\n```"),
    ],
)
def test_links(link: str, becomes: str) -> None:
    assert rewritten(link, DOCS / "guide.md", places()) == becomes


def test_a_page_without_a_place_is_in_the_site_as_well() -> None:
    welcome = "# x\n```{toctree}\n:hidden:\n\nguide\nA show <demo>\n```\n"
    assert with_the_rest(welcome, ["index", "guide", "demo"]) == welcome
    assert with_the_rest(welcome, ["index", "new", "guide", "demo"]).endswith(":caption: More\n\nnew\n```\n")


def test_a_link_to_nothing_is_an_error() -> None:
    with pytest.raises(Astray, match=r"guide\.md: nowhere\.md"):
        rewritten("[x](nowhere.md)", DOCS / "guide.md", places())
