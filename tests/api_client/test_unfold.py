import gzip
import tracemalloc
from collections.abc import AsyncIterator, Callable

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from api_client import unfold
from api_client.errors import Unexpected, Unreachable
from api_client.unfold import batches, chain, lines_of

PACK: dict[str, Callable[[bytes], bytes]] = {"zstd": zstandard.ZstdCompressor().compress, "gzip": gzip.compress, "": bytes, "identity": bytes}


async def in_pieces(content: bytes, size: int) -> AsyncIterator[bytes]:
    for start in range(0, len(content), size):
        yield content[start : start + size]


async def read(content: bytes, packed: str, size: int = 7) -> list[bytes]:
    return [line async for lines in lines_of(in_pieces(content, size), packed) for line in lines]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text().map(lambda text: text.replace("\n", "").encode())), st.sampled_from(sorted(PACK)), st.integers(1, 5000))
async def test_lines_come_out_as_they_went_in(lines: list[bytes], packed: str, size: int) -> None:
    assert await read(PACK[packed](b"".join(line + b"\n" for line in lines)), packed, size) == lines


async def test_only_a_newline_ends_a_line() -> None:
    line = '["a\u2028b\x85c\x0bd\re"]'.encode()
    assert await read(line + b"\n", "") == [line]


async def test_a_snapshot_cut_off_in_a_line_is_asked_for_again() -> None:
    with pytest.raises(Unreachable):
        await read(b'["a"]\n["b', "")


@pytest.mark.parametrize("packed", ["zstd", "gzip"])
async def test_a_small_body_that_unfolds_without_end_is_not_held(packed: str) -> None:
    bomb = PACK[packed](bytes(100_000_000))
    tracemalloc.start()
    with pytest.raises(Unexpected, match="more than"):
        await read(bomb, packed, 65_536)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 80_000_000


@pytest.mark.parametrize("packed", ["zstd", "gzip"])
async def test_a_body_that_cannot_be_unpacked_is_unexpected(packed: str) -> None:
    with pytest.raises(Unexpected, match="unpacked"):
        await read(b"no such thing at all\n" * 10, packed)


async def test_a_packing_nobody_asked_for_is_unexpected() -> None:
    with pytest.raises(Unexpected, match="br"):
        await read(b"", "br")


async def test_lines_come_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unfold, "BATCH_BYTES", 6)
    lines = chain([b"[0]"], lines_of(in_pieces(b"[1]\n[2]\n[3]\n", 3), ""))
    assert [batch async for batch in batches(lines)] == [[b"[0]", b"[1]"], [b"[2]", b"[3]"]]


async def test_an_empty_line_is_unexpected() -> None:
    with pytest.raises(Unexpected, match="line that is no"):
        _ = [batch async for batch in batches(lines_of(in_pieces(b"[1]\n\n[2]\n", 9), ""))]
