"""The cities that come along, each read once for all tests: a city is a value, and reading one takes 40 ms."""

from functools import cache

from api_client.models.city import City
from fixtures.city.load import load_city


@cache
def shipped(name: str) -> City:
    """The city of this name."""
    return load_city(name)
