"""What the terminal at hand can do."""
