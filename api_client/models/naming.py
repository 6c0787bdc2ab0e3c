"""What a city calls its ways in and the needs of its index: by names of its own, each with an English one where the city has it."""

from functools import cached_property

from api_client.models.word import Word


class MergedLine(Word):
    """A line that was merged into the one number (并入热线)."""

    code: str
    """The number it had, which is dialled still; or a code."""
    name: str
    name_en: str = ""


class Named(Word):
    """The English name of a channel or a tag, which has no code but its own name."""

    name: str
    name_en: str


class Naming(Word):
    """The part of a city that is known by its own names; tickets and figures carry these."""

    channels: tuple[str, ...] = ()
    """Names of the ways in: phone and the internet channels."""
    lines: tuple[MergedLine, ...] = ()
    """The lines that were merged into the one number; each keeps its own count."""
    tags: tuple[str, ...] = ()
    """The needs that the index of the seven haves and five natures knows (七有五性)."""
    named: tuple[Named, ...] = ()
    """Channels and tags in English; those that are missing are called by their own name in every language."""

    @cached_property
    def _english(self) -> dict[str, str]:
        return {one.name: one.name_en for one in self.named if one.name_en}

    @cached_property
    def _own(self) -> dict[str, str]:
        return {english.casefold(): name for name, english in self._english.items()}

    def said(self, name: str, lang: str) -> str:
        """A channel or a tag as it is called in a language."""
        return self._english.get(name, name) if lang == "en" else name

    def own(self, word: str) -> str:
        """The city's own name of a channel or a tag that was called by either name; a word that is none is left as it is."""
        return self._own.get(word.casefold(), word)

    def line_said(self, code: str, lang: str) -> str:
        """A merged line by its number and its name; its code alone where the city has no such line."""
        line = next((line for line in self.lines if line.code == code), None)
        return f"{code} {line.name_en if lang == 'en' and line.name_en else line.name}" if line else code
