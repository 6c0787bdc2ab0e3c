"""The low-light theme as Textual's line filter: whatever a widget draws is shown in dark red and dark yellow on black."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from widgets.low_light import dim_segments


class LowLight(LineFilter):
    """Shows every segment as `widgets.low_light` says."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - black, whatever was meant
        """The segments of one line."""
        return dim_segments(segments)
