"""Meetings: roll, agenda, results; congress; deliberation."""

from jiceng.meetings.models.agenda import AgendaItem, Attachment, Speech, Topic
from jiceng.meetings.models.congress import AbsenceReview, Petition, PetitionSupport, RepresentativeSeat
from jiceng.meetings.models.deliberation import (
    ConsensusRound,
    ConsensusVoice,
    Flow,
    FlowStation,
    Objection,
)
from jiceng.meetings.models.meetings import Attendance, Invitation, Meeting, RollEntry
from jiceng.meetings.models.results import Decision, Minutes, MinuteSentence, Posting, Task

__all__ = [
    "AbsenceReview",
    "AgendaItem",
    "Attachment",
    "Attendance",
    "ConsensusRound",
    "ConsensusVoice",
    "Decision",
    "Flow",
    "FlowStation",
    "Invitation",
    "Meeting",
    "MinuteSentence",
    "Minutes",
    "Objection",
    "Petition",
    "PetitionSupport",
    "Posting",
    "RepresentativeSeat",
    "RollEntry",
    "Speech",
    "Task",
    "Topic",
]
