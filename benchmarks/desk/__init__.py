"""The desk from outside, in a real pseudo-terminal: what a person sees, and what it takes."""
