"""Words of the boards: the yes-or-no questions an indicator may be made of, and a board as the wire tells it."""

from enum import StrEnum
from typing import Any

from pydantic import ConfigDict, RootModel


class Question(StrEnum):
    """A yes-or-no question to a ticket; indicators of the policy name them. The meaning of each stands in the hotline's rules."""

    EXCLUDED = "excluded"
    """剔除"""
    NUISANCE = "nuisance"
    MERGED = "merged"
    EXITED = "exited"
    ANSWERED = "answered"
    LEFT_KIND = "left_kind"
    HALTED = "halted"
    COUNTED = "counted"
    """计入考核"""
    DISPATCHED = "dispatched"
    SENT_IN_TIME = "sent_in_time"
    """转办"""
    SIGNED_IN_TIME = "signed_in_time"
    CONTACTED_IN_TIME = "contacted_in_time"
    TOLD_RESPONDED = "told_responded"
    RESPONDED = "responded"
    """响应"""
    REACHED = "reached"
    ASKED = "asked"
    UNREACHABLE = "unreachable"
    SOLVED = "solved"
    """解决"""
    SATISFIED = "satisfied"
    """满意"""
    CONCLUDED = "concluded"
    """办结"""
    CONCLUDED_IN_TIME = "concluded_in_time"
    OVERDUE = "overdue"
    SAME_DAY = "same_day"
    PRAISE = "praise"
    REDONE = "redone"
    DISPUTED = "disputed"
    HOPPED = "hopped"
    EXTENDED = "extended"
    ESCALATED = "escalated"
    SUPERVISED = "supervised"
    PROBLEM_ORDER = "problem_order"
    WHISTLED = "whistled"
    ARRIVED_IN_TIME = "arrived_in_time"
    JOINT = "joint"
    CO_IN_TIME = "co_in_time"
    OPEN = "open"


class Figures(RootModel[dict[str, Any]]):
    """A board: rows of figures under names; which, depends on the board and on the indicators of the policy."""

    model_config = ConfigDict(frozen=True, defer_build=True)
