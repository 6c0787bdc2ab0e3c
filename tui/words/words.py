"""Every word the desk says, in Chinese and in English side by side, one table per topic file; a key reads `topic.name`."""

from importlib import import_module

LANGUAGES = ("zh", "en")
TABLES = (
    "desk", "queue", "stages", "keys", "assessing", "outbox", "pages", "ticket", "parts", "choices", "details", "intake", "register", "dispatching",
    "handling", "together", "limits", "supervising", "dossiers", "filed", "itself", "cli", "doctor", "demo", "reveal", "boards", "topics", "sheets",
    "questions", "night", "work", "audit", "ways", "examples", "themes", "tour", "rules", "refused", "open311",
)  # fmt: skip
"""The topic files, what the first picture needs before the rest: a table is loaded when a key is in none of the ones before it."""

IN_ASCII = str.maketrans({"…": "...", "×": "x", "“": '"', "”": '"', "‘": "'", "’": "'", "↓": "v", "↑": "^", "→": "->", "✓": "v", "·": "-", "–": "-"})
"""What stands for signs that some terminals have not, or draw two cells wide."""


def is_chinese(sign: str) -> bool:
    """Whether it is a Chinese character of those in daily use."""
    return "\u4e00" <= sign <= "\u9fff"


class Words:
    """Says things in one language; the language can be switched while the desk runs."""

    def __init__(self, lang: str) -> None:
        self.lang = lang if lang in LANGUAGES else "en"
        self.plain = False
        """Whether signs that are neither ASCII nor Chinese are written in ASCII."""
        self._pairs: dict[str, tuple[str, str]] = {}
        self._unread = list(TABLES)

    def __call__(self, key: str, /, **facts: object) -> str:
        """The words of a key with the facts filled in. KeyError where no table has them."""
        words = self.get(key, **facts)
        if words is None:
            raise KeyError(f"no words for {key}")
        return words

    def why(self, code: str, where: str = "") -> str:
        """What went wrong, by its code; `where` is the address it is about."""
        words = self.get(f"why.{code}") or self("why.unexpected")
        return self("why.at", words=words, where=where) if where else words

    def speaks(self, text: str) -> bool:
        """Whether a text reads as this language, names in the other one aside."""
        signs = sum(map(is_chinese, text))
        letters = sum(sign.isalpha() for sign in text) - signs
        return signs >= letters if self.lang == "zh" else letters >= signs

    def get(self, key: str, /, **facts: object) -> str | None:
        """The same, or None: for names that a newer hotline may add."""
        while key not in self._pairs and self._unread:
            self._pairs.update(import_module(f"tui.words.{self._unread.pop(0)}").WORDS)
        pair = self._pairs.get(key)
        if pair is None:
            return None
        words = pair[LANGUAGES.index(self.lang)]
        if self.plain:
            words = words.translate(IN_ASCII)
        return words.format_map(facts) if facts else words
