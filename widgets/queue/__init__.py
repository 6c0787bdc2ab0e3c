"""The list of tickets and what stands beside it."""
