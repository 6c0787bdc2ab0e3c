"""The night run: what burns, one at a time, and the bell that calls for it."""
