"""The single lines around a page."""
