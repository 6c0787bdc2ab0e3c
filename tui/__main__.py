"""The door of the desk: `paidan`, or `python -m tui`; and that of the courier, which a desk starts for itself."""

import os
import sys
import time
from types import TracebackType


def _ended(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
    """Tell of a bug where it is, without the error's own words: what was typed or read stands in them."""
    from traceback import format_tb

    sys.stderr.write("".join((*format_tb(trace), kind.__name__, "\n")))


def main() -> int:
    """Run `paidan` with the arguments of this process and return its exit code."""
    sys.excepthook = _ended
    if os.environ.get("PAIDAN_FAULT"):
        from api_client import faultpoints

        try:
            faultpoints.arm(os.environ)
        except faultpoints.Unarmed as error:
            sys.stderr.write(f"{error}\n")
            return 2
    if sys.argv[1:] == ["--courier"] and not sys.stdin.isatty():
        from api_client.courier import main as carry

        return carry(time.time)
    from tui.cli.main import run

    return run(sys.argv[1:], now=time.time)


if __name__ == "__main__":
    sys.exit(main())
