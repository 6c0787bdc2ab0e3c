"""What a command would do, seen before it is sent or signed."""
