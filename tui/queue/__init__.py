"""The queue's screen in parts: frame, filter, marks, and how it lives."""
