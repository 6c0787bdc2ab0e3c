"""Asking commands, again where they were not done, and what is held for a signature."""
