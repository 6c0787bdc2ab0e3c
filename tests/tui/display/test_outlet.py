"""The way out: it knows when all has gone, waits for a slow terminal, and minds no lost one."""

import os
import threading

from tui.display.outlet import Outlet


def test_busy_until_all_is_written() -> None:
    reader, writer = os.pipe()
    told: list[bool] = []
    outlet = Outlet(writer, encoding="utf-8", gone=lambda: told.append(True))
    assert not outlet.wait_if_busy()
    outlet.announce()
    outlet.announce()
    assert outlet.wait_if_busy()
    outlet.write("工")
    assert not told
    outlet.write("单")
    assert told == [True]
    assert not outlet.wait_if_busy()
    assert os.read(reader, 100).decode() == "工单"
    outlet.announce()
    outlet.write("x")
    assert told == [True], "nobody waited"
    os.close(reader)
    os.close(writer)


def test_a_terminal_that_takes_nothing_for_a_while_gets_everything() -> None:
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    done = threading.Event()
    outlet = Outlet(writer, encoding="utf-8", gone=done.set)
    outlet.announce()
    assert outlet.wait_if_busy()
    thread = threading.Thread(target=outlet.write, args=("x" * 300_000,))
    thread.start()
    got = 0
    while got < 300_000:
        got += len(os.read(reader, 65536))
    assert done.wait(10)
    thread.join(10)
    os.close(reader)
    os.close(writer)


def test_a_lost_terminal_is_no_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    outlet = Outlet(writer, encoding="utf-8", gone=lambda: None)
    outlet.announce()
    outlet.write("x")
    assert not outlet.wait_if_busy()
    os.close(writer)


def test_a_new_thread_starts_with_nothing_under_way() -> None:
    outlet = Outlet(1, encoding="utf-8", gone=lambda: None)
    outlet.announce()
    outlet.begin()
    assert not outlet.wait_if_busy()
