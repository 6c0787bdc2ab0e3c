"""The little of a city that every start needs, kept beside the city itself, which is a megabyte of JSON and slow to read."""

import json
from collections.abc import Mapping
from typing import Any

USUAL_TIERS = ("2h", "24h", "7d", "15d")


def gist_of(city: Mapping[str, Any]) -> dict[str, Any]:
    """Its names, its zone, the tiers of its newest policy, fastest first, and its units' names by code, Chinese and English."""
    newest = (city.get("policies") or [{}])[-1]
    names = {unit["code"]: (unit["name"], unit.get("name_en") or unit["name"]) for unit in city.get("units", ())}
    return {
        "name": city.get("name", ""), "name_en": city.get("name_en", ""), "zone": city.get("zone", ""),
        "tiers": tuple(newest.get("tiers", ())) or USUAL_TIERS, "units": names,
    }  # fmt: skip


def written(city: str, mark: str) -> str:
    """The gist of a city's JSON with the hotline's mark of that city; empty where it is not marked or is no city."""
    try:
        return json.dumps(gist_of(json.loads(city)) | {"of": mark}, ensure_ascii=False) if mark else ""
    except (ValueError, TypeError, KeyError, AttributeError):
        return ""


def read(told: str, mark: str) -> dict[str, Any] | None:
    """What was written, if it is of the city with this mark: another version, which knows of no gists, may have put a newer one beside it."""
    gist: dict[str, Any] = json.loads(told) if told else {}
    return gist if gist and gist["of"] == mark else None
