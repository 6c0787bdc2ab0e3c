"""Pages that scroll as far as the keys say, however fast they are pressed."""

from textual.widget import Widget


def scroll(page: Widget, lines: int) -> None:
    """Scroll a page by so many lines, from where it stands once it is drawn.

    Textual's own way reckons from where it stands at once and moves it later: of several keys read before one frame only the last one counts.
    """
    page.call_after_refresh(page.scroll_relative, y=lines, animate=False, immediate=True)
