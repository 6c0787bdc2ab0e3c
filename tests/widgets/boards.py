"""Boards as the hotline tells them, made small."""

from typing import Any

from tests.cities import shipped
from tui.words.words import Words
from widgets.speech import Speech

INDICATORS = [{"key": "response", "name": "响应率", "name_en": "Response rate", "weight": 30.0}]
BASIS: dict[str, Any] = {
    "indicators": INDICATORS, "formula": {"zh": "得分＝响应率", "en": "Score = response rate"}, "banner": {"zh": "示例", "en": "for example"},
}  # fmt: skip


def speech(lang: str = "zh") -> Speech:
    return Speech(Words(lang), city=shipped("beijing"), lang=lang)


def figures(good: int, of: int) -> dict[str, Any]:
    return {"response": {"good": good, "of": of, "rate": 100 * good / of if of else None}}


def rates_line(key: str, good: int, of: int) -> dict[str, Any]:
    return {"key": key, "volume": of, "points": 100 * good / of if of else None, "figures": figures(good, of), "left_out": {"merged": 2}}


def rates(month: str = "2026-11", good: int = 3) -> dict[str, Any]:
    rows = [rates_line("110108", good, 4), rates_line("110105", 0, 0)]
    return {"board": "rates", "month": month, "by": "unit", "level": "district", "rows": rows, "total": rates_line("", good, 4), **BASIS}
