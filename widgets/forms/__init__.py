"""Where people type, and how what they mean is found."""
