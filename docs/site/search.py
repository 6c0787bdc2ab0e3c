"""The site's search finds English words by their stems, and Chinese by any two signs that stand together.

Chinese has no blanks between words. Most of its words are two signs: 催办 is found as itself, 督办催办 by the pairs in it. A list of words would have
to know those of this field. The same pairs are made of a page, in Python, and of what is searched, in the browser.
"""

import re
from typing import ClassVar

from sphinx.search.en import SearchEnglish

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_RUN = re.compile(rf"[{HAN}]+|[^\W{HAN}]+")


def pairs(run: str) -> list[str]:
    """Each two signs that stand together in a run of Chinese; a sign that stands alone as itself."""
    return [run[place : place + 2] for place in range(len(run) - 1)] or [run]


class BothLanguages(SearchEnglish):
    """Splits a page into what it can be found by."""

    lang: ClassVar[str] = "both"  # type: ignore[misc]
    js_splitter_code = f"""
function splitQuery(query) {{
  const found = [];
  for (const run of query.match(/[{HAN}]+|[^\\s\\p{{P}}\\p{{S}}{HAN}]+/gu) || []) {{
    if (!/^[{HAN}]/.test(run) || run.length < 3) found.push(run);
    else for (let place = 0; place + 1 < run.length; place++) found.push(run.slice(place, place + 2));
  }}
  return found;
}}
"""

    def split(self, input: str) -> list[str]:
        """Words, pairs of signs, and each sign of them, so that one alone is found as well."""
        found: list[str] = []
        for run in _RUN.findall(input):
            found += [*pairs(run), *run] if re.match(f"[{HAN}]", run) else [run]
        return found

    def stem(self, word: str) -> str:
        """English words by their stem."""
        return word if re.match(f"[{HAN}]", word) else super().stem(word)
