"""The first tour of a demo."""
