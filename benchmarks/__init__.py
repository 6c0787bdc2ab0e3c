"""What the desk and the hotline cost on this machine; prints tables, judges nothing."""
