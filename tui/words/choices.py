"""Words that every form shares: yes, no, and left open."""

WORDS: dict[str, tuple[str, str]] = {
    "choice.yes": ("是", "yes"),
    "choice.no": ("否", "no"),
    "choice.unset": ("-", "-"),
}
