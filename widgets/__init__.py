"""Things to look at: models in, messages out, no I/O."""
