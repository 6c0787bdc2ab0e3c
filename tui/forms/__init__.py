"""The forms in which a command or a call is typed."""
