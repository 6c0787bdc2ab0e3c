"""A desk loads no TLS, in a fresh Python, and whoever wants it afterwards has it."""

import subprocess
import sys

ASKED = """
import sys
from tui.starting.lean import without_tls
with without_tls():
    import tui.app
assert "ssl" not in sys.modules
assert "asyncio" in sys.modules
import ssl
assert ssl.create_default_context()
with without_tls():
    assert "ssl" in sys.modules
    import ssl as again
assert again is ssl
"""


def test_a_desk_loads_no_tls_until_somebody_wants_it() -> None:
    done = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
