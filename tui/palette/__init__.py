"""The line from which everything can be reached, and what comes of a choice."""
