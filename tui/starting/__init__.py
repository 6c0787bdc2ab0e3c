"""From a word on the command line to a desk that stands."""
