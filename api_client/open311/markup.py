"""What a city answers in XML or JSON, as plain values of one shape; nothing in it is followed, fetched or multiplied.

XML is read by expat itself, and a document type ends the reading: so there are no entities to expand and no files to include.
"""

import json
import re
from typing import Any
from xml.parsers import expat

from api_client.errors import Unexpected

DEEPEST = 24
"""Levels of elements; a service definition has six."""
MOST_ELEMENTS = 2_000_000
_HEAD = re.compile(rb"^\s*HTTP/\d")
"""Some endpoints and proxies put a whole answer, status line and all, where its body belongs."""
_PAGE = re.compile(rb"[\xef\xbb\xbf\s]*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL)


class Garbled(Unexpected):
    """An answer that is neither of the two forms, or breaks off."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail, why="open311_garbled")


def is_page(body: bytes) -> bool:
    """Whether this is a page for a browser: a portal, a maintenance notice, a sign-in of the network."""
    return bool(_PAGE.match(body[:4000]))


def read(body: bytes) -> Any:
    """The values in an answer, by its first sign and not by what its head claims. Raises Garbled; with `open311_html` for a browser's page."""
    body = _bare(body)
    first = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if is_page(body):
        error = Garbled("a page for browsers")
        error.why = "open311_html"
        raise error
    if not first:
        raise Garbled("an empty answer")
    return _xml(body) if first == b"<" or (body[:2] in (b"\xff\xfe", b"\xfe\xff") and b"<" in body[:4]) else _json(body)


def _bare(body: bytes) -> bytes:
    """Without a status line and headers that stand in front."""
    if not _HEAD.match(body):
        return body
    starts = [at for sign in (b"<", b"[", b"{") if (at := body.find(sign)) >= 0]
    return body[min(starts) :] if starts else b""


def _json(body: bytes) -> Any:
    try:
        return json.loads(body.decode(json.detect_encoding(body), "replace"))
    except (ValueError, RecursionError) as error:
        raise Garbled(f"no JSON: {type(error).__name__}") from None


class _Element:
    def __init__(self) -> None:
        self.text: list[str] = []
        self.parts: dict[str, list[Any]] = {}

    def value(self) -> Any:
        """An element without elements is its text, nothing where that is blank; one with elements is what they are, each a list of its own."""
        return self.parts or ("".join(self.text).strip() or None)


class _Tree:
    """Gathers elements by their names without prefixes; attributes and comments say nothing in GeoReport."""

    def __init__(self) -> None:
        self.open = [_Element()]
        self.count = 0

    def start(self, _name: str, _attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.open) > DEEPEST or self.count > MOST_ELEMENTS:
            raise Garbled("more levels or elements than any city has")
        self.open.append(_Element())

    def end(self, name: str) -> None:
        element = self.open.pop()
        self.open[-1].parts.setdefault(name.rpartition(":")[2], []).append(element.value())

    def text(self, text: str) -> None:
        self.open[-1].text.append(text)


def _refused(*_: object) -> int:
    raise Garbled("XML with a document type, which could hide anything")


def _xml(body: bytes) -> Any:
    tree, parser = _Tree(), expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = tree.start, tree.end, tree.text
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = parser.ExternalEntityRefHandler = _refused
    try:
        parser.Parse(body.lstrip() if body[:1].isspace() else body, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Garbled(f"no XML: {error}") from None
    return tree.open[0].parts
