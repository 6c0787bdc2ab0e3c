"""Asking the requester how it went (评)."""

from typing import Literal

from pydantic import Field

from api_client.models.asked.carried import AskedOfTicket
from api_client.models.text import PlainText


class CallBack(AskedOfTicket):
    """Record one attempt to call the requester back, with the four questions (回访)."""

    do: Literal["call_back"] = "call_back"
    channel: Literal["phone", "sms", "web"] = "phone"
    reached: bool
    responded: bool | None = None
    """Was the requester contacted (响应)?"""
    solved: bool | None = None
    """Is it solved (解决)?"""
    satisfied: int | None = Field(default=None, ge=1, le=5)
    """How the result is judged, 5 best (满意)."""
    attitude: int | None = Field(default=None, ge=1, le=5)
    """How the staff's manner is judged, 5 best (态度)."""
    reasonable: bool | None = None
    """Whether dissatisfaction is judged reasonable."""
    verbatim: PlainText = ""
