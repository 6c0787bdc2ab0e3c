import time

import pytest

from api_client.open311.markup import DEEPEST, Garbled, is_page, read

LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><services><service>&c;</service></services>"""
FILE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><services>&f;</services>'


def test_xml_and_json_are_told_apart_by_their_first_sign() -> None:
    assert read(b' \n<?xml version="1.0"?><a><b>1</b><b/></a>') == {"a": [{"b": ["1", None]}]}
    assert read(b'\xef\xbb\xbf[{"b": 1}]') == [{"b": 1}]
    assert read('<?xml version="1.0" encoding="utf-16"?><a>洞</a>'.encode("utf-16")) == {"a": ["洞"]}
    assert read('<?xml version="1.0" encoding="iso-8859-1"?><a>Café</a>'.encode("latin-1")) == {"a": ["Café"]}
    assert read(b'["caf\xe9"]') == ["caf\ufffd"]


def test_prefixes_and_attributes_say_nothing() -> None:
    assert read(b'<x:a xmlns:x="urn:x" n="1"><x:b>1</x:b></x:a>') == {"a": [{"b": ["1"]}]}


def test_a_status_line_before_the_body_is_passed_over() -> None:
    assert read(b'HTTP/1.1 403 Forbidden \n\n<?xml version="1.0"?>\n<error>no</error>') == {"error": ["no"]}
    assert read(b"HTTP/1.1 200 OK\nX: y\n\n[1]") == [1]


@pytest.mark.parametrize("body", [LAUGHS, FILE], ids=["laughs", "file"])
def test_no_document_type_is_read_and_so_nothing_is_expanded_or_fetched(body: bytes) -> None:
    began = time.monotonic()
    with pytest.raises(Garbled, match="document type"):
        read(body)
    assert time.monotonic() - began < 1


@pytest.mark.parametrize(
    "body",
    [b"", b"  ", b"<a><b></a>", b"<a>", b"{", b"[" * 100_000, b"HTTP/1.1 204 No Content\n\n", b"<a>" * (DEEPEST + 2), b"\x00\x01", b"<a>&nbsp;</a>"],
    ids=["empty", "blank", "crossed", "cut", "json", "deep_json", "head", "deep_xml", "binary", "entity"],
)
def test_what_is_neither_whole_is_garbled(body: bytes) -> None:
    with pytest.raises(Garbled) as raised:
        read(body)
    assert raised.value.why == "open311_garbled"


def test_a_browser_s_page_is_known_as_one() -> None:
    page = b"<!DOCTYPE html><html><body>Sign in to the network"
    assert is_page(page)
    assert is_page(b"\n<!-- proxy --><HTML lang='en'>")
    assert not is_page(b'[{"description": "<html>"}]')
    with pytest.raises(Garbled) as raised:
        read(page)
    assert raised.value.why == "open311_html"
