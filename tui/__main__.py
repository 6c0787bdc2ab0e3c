"""The door of the desk: `paidan`, or `python -m tui`."""

import sys
import time

from tui.cli.main import run


def main() -> int:
    """Run `paidan` with the arguments of this process and return its exit code."""
    return run(sys.argv[1:], now=time.time)


if __name__ == "__main__":
    sys.exit(main())
