"""Thousands of readers of the feed in a process of its own that costs next to nothing: bare sockets, nothing kept but what a page is numbered.

Run as a program by `streams`. Speaks lines of JSON over its pipes: `{"streams": 2000}` once all are open and at the log's end; told `stop`, what it
saw: for each stretch of the log how long after it was asked each stream had it.
"""

import json
import resource
import select
import socket
import sys
import time
from typing import Any

CONNECT_AT_ONCE = 100
PIECE = 1 << 18
MARK = b'\nevent: page\ndata: {"after":'
_ENOUGH = 64
"""Bytes in which both numbers of a page stand."""


class Reader:
    """One stream: the end of what it has read, and what is not read to its end yet."""

    __slots__ = ("cursor", "rest", "sock")

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.cursor = -1
        self.rest = b""

    def read(self, data: bytes, at: float, seen: dict[tuple[int, int], list[float]]) -> bool:
        """Take in what came. False where a page does not follow the one before it."""
        if self.rest:
            data = self.rest + data
        place = 0
        while (found := data.find(MARK, place)) >= 0 and len(data) >= found + len(MARK) + _ENOUGH:
            after, _, more = data[found + len(MARK) : found + len(MARK) + _ENOUGH].partition(b",")
            start, end = int(after), int(more[9 : more.index(b",")])
            if self.cursor not in (-1, start):
                return False
            if end > start:
                seen.setdefault((start, end), []).append(at)
            self.cursor, place = end, found + len(MARK)
        self.rest = data[max(place, len(data) - len(MARK) - 20 if found < 0 else found) :]
        return True


def connect(host: str, port: int, token: str) -> Reader:
    """A stream from the end of the log on."""
    sock = socket.create_connection((host, port), timeout=20)
    told = f"GET /v1/feed HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nAccept: text/event-stream\r\n\r\n"
    sock.sendall(told.encode())
    return Reader(sock)


class Crowd:
    """All of the streams."""

    def __init__(self) -> None:
        self.readers: dict[int, Reader] = {}
        self.seen: dict[tuple[int, int], list[float]] = {}
        self.gaps = self.lost = 0
        self._poll = select.epoll()

    def add(self, reader: Reader) -> None:
        """One more."""
        reader.sock.setblocking(False)
        self.readers[reader.sock.fileno()] = reader
        self._poll.register(reader.sock, select.EPOLLIN)

    def listen(self, seconds: float) -> bool:
        """Take in what comes within so many seconds; whether anything did."""
        came = False
        for number, _ in self._poll.poll(seconds, 512):
            came = True
            reader = self.readers[number]
            try:
                data = reader.sock.recv(PIECE)
            except BlockingIOError:
                continue
            if not data:
                self.lost += 1
                self._poll.unregister(reader.sock)
                reader.sock.close()
                del self.readers[number]
            elif not reader.read(data, time.monotonic(), self.seen):
                self.gaps += 1
        return came

    @property
    def begun(self) -> bool:
        """Whether each has had its first page."""
        return all(reader.cursor >= 0 for reader in self.readers.values())


def main() -> None:
    """Open the streams, read until told to stop, tell what was seen."""
    told: dict[str, Any] = json.loads(sys.stdin.readline())
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, told["streams"] + 64)), hard))
    crowd, end = Crowd(), time.monotonic() + told["patience"]
    for place in range(told["streams"]):
        crowd.add(connect(told["host"], told["port"], told["tokens"][place // told["each"]]))
        if place % CONNECT_AT_ONCE == 0:
            crowd.listen(0)
    while not crowd.begun and time.monotonic() < end:
        crowd.listen(0.1)
    sys.stdout.write(json.dumps({"streams": sum(reader.cursor >= 0 for reader in crowd.readers.values())}) + "\n")
    sys.stdout.flush()
    orders = select.poll()
    orders.register(0, select.POLLIN | select.POLLHUP)
    crowd.seen.clear()
    while time.monotonic() < end:
        crowd.listen(0.05)
        if orders.poll(0):
            break
    while crowd.listen(0.5) and time.monotonic() < end:
        pass
    pages = [[start, stop, times] for (start, stop), times in crowd.seen.items()]
    ends = [reader.cursor for reader in crowd.readers.values()]
    json.dump({"pages": pages, "gaps": crowd.gaps, "lost": crowd.lost, "least": min(ends, default=0), "most": max(ends, default=0)}, sys.stdout)


if __name__ == "__main__":
    main()
