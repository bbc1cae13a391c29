"""Institutions and their editions; duties, evidence and waivers; reminders and calendars."""

from jiceng.institutions.models.duties import (
    Duty,
    DutyChange,
    Evidence,
    EvidenceMark,
    Freshness,
    Waiver,
    WorkRecord,
)
from jiceng.institutions.models.library import (
    Clause,
    Edition,
    Institution,
    Obligation,
    RequiredMark,
)
from jiceng.institutions.models.notices import CalendarFeed, MailWish, Notice

__all__ = [
    "CalendarFeed",
    "Clause",
    "Duty",
    "DutyChange",
    "Edition",
    "Evidence",
    "EvidenceMark",
    "Freshness",
    "Institution",
    "MailWish",
    "Notice",
    "Obligation",
    "RequiredMark",
    "Waiver",
    "WorkRecord",
]
