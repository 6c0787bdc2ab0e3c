"""Between Textual's compositor and the terminal: only cells that differ are sent."""
