"""The door of the desk: `paidan`, or `python -m tui`; and that of the courier, which a desk starts for itself."""

import sys
import time


def main() -> int:
    """Run `paidan` with the arguments of this process and return its exit code."""
    if sys.argv[1:] == ["--courier"] and not sys.stdin.isatty():
        from api_client.courier import main as carry

        return carry(time.time)
    from tui.cli.main import run

    return run(sys.argv[1:], now=time.time)


if __name__ == "__main__":
    sys.exit(main())
