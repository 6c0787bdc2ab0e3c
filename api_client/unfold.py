"""A snapshot as it arrives: unpacked piece by piece, line by line, never held whole, whatever a dishonest sender packs into it."""

import zlib
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any, Protocol

import orjson
import zstandard

from api_client.errors import Unexpected, Unreachable

LINE_BYTES = 1 << 20
"""Longest line; a ticket's summary is a thousandth of it."""
SLICE_BYTES = 1 << 10
"""What is unpacked at once: even the most dishonest kilobyte unfolds to no more than some 30 MB."""
WINDOW_BYTES = 1 << 23
"""What RFC 8878 asks every reader to afford."""
BATCH_LINES = 500


class _Unfold(Protocol):
    def decompress(self, data: bytes, /) -> bytes: ...


async def lines_of(chunks: AsyncIterator[bytes], packed: str) -> AsyncGenerator[bytes]:
    r"""The lines in chunks packed as `packed` says, each as soon as it is there and none longer than LINE_BYTES. Only \n ends a line."""
    unfold = _unfolding(packed)
    rest = b""
    async for chunk in chunks:
        for start in range(0, len(chunk), SLICE_BYTES):
            piece = chunk[start : start + SLICE_BYTES]
            try:
                *lines, rest = (rest + (unfold.decompress(piece) if unfold else piece)).split(b"\n")
            except (zlib.error, zstandard.ZstdError) as error:
                raise Unexpected(f"a snapshot that cannot be unpacked: {error}") from error
            if max(len(rest), *map(len, lines), 0) > LINE_BYTES:
                raise Unexpected(f"a snapshot's line of more than {LINE_BYTES} bytes")
            for line in lines:
                yield line
    if rest:
        raise Unreachable("cut", "the snapshot ends in the middle of a line")


async def batches(lines: AsyncIterator[bytes]) -> AsyncGenerator[list[list[Any]]]:
    """The lines as arrays, BATCH_LINES at a time."""
    batch: list[list[Any]] = []
    async for line in lines:
        try:
            values = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            raise Unexpected(f"a snapshot's line that is no JSON: {error}") from error
        if not isinstance(values, list):
            raise Unexpected("a snapshot's line that is no array")
        batch.append(values)
        if len(batch) == BATCH_LINES:
            yield batch
            batch = []
    if batch:
        yield batch


def _unfolding(packed: str) -> _Unfold | None:
    match packed.strip().lower():
        case "" | "identity":
            return None
        case "zstd":
            return zstandard.ZstdDecompressor(max_window_size=WINDOW_BYTES).decompressobj()
        case "gzip" | "x-gzip":
            return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        case other:
            raise Unexpected(f"a snapshot packed as {other}, which was not asked for")
