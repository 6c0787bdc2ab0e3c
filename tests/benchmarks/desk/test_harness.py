"""What belongs together in time."""

from benchmarks.desk.harness import Piece, end_of_frame
from benchmarks.desk.idle import frames
from benchmarks.desk.pressing import Interactive, Pressed, moves, pages


def test_a_frame_ends_before_a_pause() -> None:
    pieces = [Piece(1.0, b"a"), Piece(1.001, b"b"), Piece(1.0025, b"c"), Piece(1.2, b"d")]
    assert end_of_frame(pieces, 0.002) == 1.0025
    assert end_of_frame(pieces[3:], 0.002) == 1.2
    assert [len(frame) for frame in frames(pieces)] == [3, 1]
    assert frames([]) == []


def test_rounds_of_keys_are_counted_together() -> None:
    told = Interactive()
    for waits in ([1.0, 9.0], [2.0, 3.0]):
        told.add(Interactive(move=Pressed(waits, [10, 20])))
    assert told.move.told == "3.0/9.0/9.0"
    assert (told.move.wait(0.5), told.move.size, told.page.waits) == (3.0, 20, [])
    assert moves(40) == ["j"] * 25 + ["k"] * 15
    assert pages(10) == ["pagedown"] * 6 + ["pageup"] * 4
