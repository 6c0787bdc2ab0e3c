"""Painting at once: the answer to a key does not wait for the next frame, nor behind a busy feed."""

from textual.widget import Widget


def paint_now(widget: Widget, *beside: Widget) -> None:
    """Paint what the widget, and some beside it, have asked to be refreshed. Textual would do it with its next frame, up to 17 ms later."""
    if not (widget.is_attached and widget.is_mounted and widget._repaint_required):
        return
    screen = widget.screen
    if screen is widget.app.screen and not screen._layout_required:
        for one in (widget, *beside):
            if one._repaint_required:
                one._repaint_required = False
                screen._dirty_widgets.add(one)
        screen._on_timer_update()
