"""What does not fit its model, told without the value that does not: pydantic's own text repeats it, and it may name people."""

MOST_PLACES = 3
"""So many places are named."""


def misfit(error: ValueError) -> str:
    """Place and type of what pydantic refused; of any other error about a value its kind alone."""
    errors = getattr(error, "errors", None)
    if not callable(errors):
        return type(error).__name__
    found = errors(include_url=False, include_context=False, include_input=False)
    return "; ".join(": ".join(filter(None, (".".join(map(str, one["loc"])), one["type"]))) for one in found[:MOST_PLACES])
