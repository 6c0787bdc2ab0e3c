"""The hotline's half of the table."""

from benchmarks.hotline.office import measure

__all__ = ["measure"]
