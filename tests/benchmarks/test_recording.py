"""Recordings: lines of JSON in the order of time, with whole signs."""

import json

from benchmarks.desk.harness import Piece
from benchmarks.recording import Recorded, cast, together


def test_pieces_that_came_together_are_one_and_signs_stay_whole() -> None:
    sign = "派".encode()
    pieces = [Piece(1.0, b"a"), Piece(1.01, b"b"), Piece(2.0, b"c" + sign[:1]), Piece(3.0, sign[1:]), Piece(4.0, b"d")]
    assert together(pieces) == [Piece(1.0, b"ab"), Piece(2.0, b"c" + sign), Piece(4.0, b"d")]


def test_an_asciicast_tells_keys_and_output_in_order() -> None:
    recorded = Recorded([Piece(10.5, b"\x1b[H1"), Piece(11.5, "派".encode())], 10.0, [10.2, 11.0], b"before", arrived=11.5)
    head, *events = map(json.loads, cast(recorded, title="two keys").splitlines())
    assert (head["version"], head["width"], head["height"], head["title"]) == (2, 80, 24, "two keys")
    assert events == [[0.0, "o", "before"], [0.2, "i", "j"], [0.5, "o", "\x1b[H1"], [1.0, "i", "j"], [1.5, "o", "派"]]
    assert (recorded.size, recorded.lag) == (7, 0.5)
