"""The number of a ticket that has none yet."""

UNBORN = "00000000-000000"
"""Stands for the number that the registration asked just before will be given; no ticket has it."""
