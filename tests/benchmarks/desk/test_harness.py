"""What belongs together in time."""

from benchmarks.desk.harness import Piece, end_of_frame
from benchmarks.desk.idle import frames


def test_a_frame_ends_before_a_pause() -> None:
    pieces = [Piece(1.0, b"a"), Piece(1.001, b"b"), Piece(1.0025, b"c"), Piece(1.2, b"d")]
    assert end_of_frame(pieces, 0.002) == 1.0025
    assert end_of_frame(pieces[3:], 0.002) == 1.2
    assert [len(frame) for frame in frames(pieces)] == [3, 1]
    assert frames([]) == []
