"""Rows and columns, and what the hotline tells as such."""
