"""Everything needed to talk to a hotline; no screen, no server."""
