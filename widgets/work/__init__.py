"""The lists of what waits for somebody."""
