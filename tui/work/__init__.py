"""The lists of what waits: whose turn, by which key."""
