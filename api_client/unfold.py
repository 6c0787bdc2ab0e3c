"""What arrives, unpacked piece by piece, and no more of it held than an honest sender needs, whatever a dishonest one packs into it."""

import asyncio
import zlib
from collections.abc import AsyncGenerator, AsyncIterable
from contextlib import aclosing
from typing import Protocol

import zstandard

from api_client.errors import Unexpected, Unreachable

ANSWER_BYTES = 8 << 20
"""Longest answer that is held whole, and longest event of a stream, unpacked: a page of 200 events with the longest texts is half of it."""
OUTCOME_BYTES = 2 << 20
"""Longest answer to a command: it tells of one ticket, and is kept in the outbox."""
LINE_BYTES = 1 << 20
"""Longest line of a snapshot; a ticket's summary is a thousandth of it."""
SNAPSHOT_BYTES = 2 << 30
"""Longest snapshot, unpacked: a million open tickets are half of it. Where a count is a lie, this saves the disk."""
SLICE_BYTES = 1 << 10
"""What is unpacked at once: even the most dishonest kilobyte unfolds to no more than some 30 MB."""
PIECE_BYTES = 1 << 16
"""What is looked through at once: of so many line ends a list can be made."""
DRIP_BYTES = 1 << 12
DRIP_SECONDS = 60.0
"""A snapshot of which not even DRIP_BYTES come in so long will never be whole."""
WINDOW_BYTES = 1 << 23
"""What RFC 8878 asks every reader to afford."""
BATCH_BYTES = 1 << 20
"""So much of a snapshot is handed on at once, or a little more."""


class _Unfold(Protocol):
    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, /) -> bytes: ...


async def pieces(chunks: AsyncIterable[bytes], packed: str) -> AsyncGenerator[bytes]:
    """What chunks hold that are packed as `packed` says, in pieces of at most PIECE_BYTES. Raises Unexpected."""
    unfold = _unfolding(packed)
    size = SLICE_BYTES if unfold else PIECE_BYTES
    async for chunk in chunks:
        for start in range(0, len(chunk), size):
            part = chunk[start : start + size]
            try:
                whole = unfold.decompress(part) if unfold else part
            except (zlib.error, zstandard.ZstdError) as error:
                raise Unexpected(f"an answer that cannot be unpacked: {error}") from error
            if unfold and unfold.unused_data:
                raise Unexpected("an answer that goes on behind its packed end")
            for at in range(0, len(whole), PIECE_BYTES):
                yield whole[at : at + PIECE_BYTES]


async def whole(chunks: AsyncIterable[bytes], packed: str, *, most: int = ANSWER_BYTES) -> bytes:
    """All that chunks hold, unpacked. Raises Unexpected as soon as it is more than `most` bytes."""
    held = bytearray()
    async with aclosing(pieces(chunks, packed)) as parts:
        async for part in parts:
            held += part
            if len(held) > most:
                raise Unexpected(f"an answer of more than {most} bytes", why="too_much")
    return bytes(held)


async def flowing(chunks: AsyncIterable[bytes]) -> AsyncGenerator[bytes]:
    """The chunks, as long as more comes than a drip. Raises Unreachable. How long they are taken over here does not count."""
    clock = asyncio.get_running_loop().time
    waited, came = 0.0, 0
    began = clock()
    async for chunk in chunks:
        waited, came = waited + clock() - began, came + len(chunk)
        if came >= DRIP_BYTES:
            waited, came = 0.0, 0
        elif waited > DRIP_SECONDS:
            raise Unreachable("timeout", f"only {came} bytes in {waited:.0f} s")
        yield chunk
        began = clock()


async def lines_of(chunks: AsyncIterable[bytes], packed: str) -> AsyncGenerator[list[bytes]]:
    r"""The lines in chunks packed as `packed` says, as soon as they are there and none longer than LINE_BYTES. Only \n ends a line."""
    rest, total = b"", 0
    async with aclosing(pieces(chunks, packed)) as parts:
        async for part in parts:
            *lines, rest = (rest + part).split(b"\n")
            total += len(part)
            if max(len(rest), *map(len, lines), 0) > LINE_BYTES:
                raise Unexpected(f"a snapshot's line of more than {LINE_BYTES} bytes", why="too_much")
            if total > SNAPSHOT_BYTES:
                raise Unexpected(f"a snapshot of more than {SNAPSHOT_BYTES} bytes", why="too_much")
            if lines:
                yield lines
    if rest:
        raise Unreachable("cut", "the snapshot ends in the middle of a line")


async def chain(first: list[bytes], parts: AsyncIterable[list[bytes]]) -> AsyncGenerator[list[bytes]]:
    """Some lines, and those that follow."""
    if first:
        yield first
    async for lines in parts:
        yield lines


async def batches(parts: AsyncIterable[list[bytes]]) -> AsyncGenerator[list[bytes]]:
    """The lines in greater batches. Raises Unexpected where one is empty."""
    batch, size = list[bytes](), 0
    async for lines in parts:
        if not all(lines):
            raise Unexpected("a snapshot's line that is no JSON: nothing")
        batch += lines
        size += sum(map(len, lines))
        if size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
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
            raise Unexpected(f"an answer packed as {other}, which was not asked for")
