"""What tests of the desk share: a pilot that waits in shorter turns."""

from textual import _wait

# After each key a pilot sleeps until the program has done nothing for one turn, 20 ms as Textual has it. A typed path has a hundred keys.
_wait.SLEEP_GRANULARITY = 0.004
_wait.SLEEP_IDLE = 0.0004
