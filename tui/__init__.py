"""The desk: what a person can do; nothing imports it."""
