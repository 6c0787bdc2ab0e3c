"""How Sphinx builds the site; `python -m docs.site` runs it."""

import tomllib
from typing import Any

from docs.site.search import BothLanguages
from docs.site.staging import ROOT

project = "paidan 派单"
html_show_copyright = False
version = release = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

extensions = ["myst_parser"]
myst_heading_anchors = 4
myst_links_external_new_tab = False
highlight_language = "none"
language = "en"
html_search_language = BothLanguages.lang
html_show_search_summary = False  # it asks for pages anew, which a browser forbids where they are files

html_theme = "furo"
html_title = f"paidan 派单 {release}"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_copy_source = False
html_theme_options = {"navigation_with_keys": True}


def speak_the_page_s_language(_app: object, page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Say of a Chinese page that it is one: some signs are drawn otherwise in other languages, and all are read out otherwise."""
    if page.endswith(".zh"):
        context["language"] = "zh-CN"


def setup(app: Any) -> None:
    """Called by Sphinx."""
    app.add_search_language(BothLanguages)
    app.connect("html-page-context", speak_the_page_s_language)
