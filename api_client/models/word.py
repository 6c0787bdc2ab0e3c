"""What every word has in common: frozen values, and moments in whole seconds of UTC."""

from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, ValidatorFunctionWrapHandler, WrapValidator


def _whole_utc(moment: datetime) -> datetime:
    if not 1 < moment.year < 9999:
        raise ValueError("where time ends no zone can be told")
    if moment.tzinfo is UTC and not moment.microsecond:
        return moment
    if not moment.utcoffset():
        return moment.replace(tzinfo=UTC, microsecond=0)
    return moment.astimezone(UTC).replace(microsecond=0)


def _as_written(told: Any, read: ValidatorFunctionWrapHandler) -> datetime:
    """A moment as all of ours are written is read at once; anything else goes the long way, and comes to the same."""
    if type(told) is str and len(told) == _SIGNS and told[10] == "T" and told[19] == "Z" and told[4] == told[7] == "-" and told[13] == told[16]:
        try:
            moment = datetime.fromisoformat(told)
        except ValueError:
            return _whole_utc(read(told))
        if 1 < moment.year < 9999 and moment.tzinfo is UTC:
            return moment
    return _whole_utc(read(told))


_SIGNS = len("2026-11-22T12:00:00Z")
Moment = Annotated[AwareDatetime, WrapValidator(_as_written)]
"""A moment with its zone, kept in whole seconds of UTC and written `2026-11-22T12:00:00Z`, so that its text sorts as time does."""

YEARS = range(1900, 3000)
"""Of what is asked: beyond them what is reckoned from it could end where time does."""


def _in_reach(moment: datetime) -> datetime:
    if moment.year not in YEARS:
        raise ValueError(f"a moment that is asked for lies in the years from {YEARS[0]} to {YEARS[-1]}")
    return moment


AskedMoment = Annotated[Moment, AfterValidator(_in_reach)]
"""A moment that a person names."""


Day = date
"""A day of the city's calendar."""


class Word(BaseModel):
    """A frozen value that the hotline tells; fields that a newer hotline adds are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class Order(BaseModel):
    """A frozen value that a person asks; a field it does not know is refused, so that no wish is dropped unseen."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
