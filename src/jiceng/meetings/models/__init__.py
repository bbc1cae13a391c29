"""Meetings: roll, agenda, results; congress; deliberation."""

from jiceng.meetings.models.agenda import AgendaItem, Attachment, Speech, Topic
from jiceng.meetings.models.congress import (
    AbsenceReview,
    Petition,
    PetitionSupport,
    RepresentationNorm,
    RepresentativeSeat,
)
from jiceng.meetings.models.deliberation import (
    ConsensusRound,
    ConsensusVoice,
    Flow,
    FlowStation,
    Objection,
)
from jiceng.meetings.models.forum import Contribution, Forum
from jiceng.meetings.models.meetings import Attendance, Invitation, Meeting, RollEntry
from jiceng.meetings.models.results import Decision, Minutes, MinuteSentence, Posting
from jiceng.meetings.models.rooms import Room, RoomHalfHour
from jiceng.meetings.models.votes import (
    Ballot,
    BallotReceipt,
    CountSheet,
    NamedVote,
    Poll,
    PollExclusion,
    PollOption,
    PollProxy,
    PollTeller,
    SealedBallot,
    VoteTaken,
)

__all__ = [
    "AbsenceReview",
    "AgendaItem",
    "Attachment",
    "Attendance",
    "Ballot",
    "BallotReceipt",
    "ConsensusRound",
    "ConsensusVoice",
    "Contribution",
    "CountSheet",
    "Decision",
    "Flow",
    "FlowStation",
    "Forum",
    "Invitation",
    "Meeting",
    "MinuteSentence",
    "Minutes",
    "NamedVote",
    "Objection",
    "Petition",
    "PetitionSupport",
    "Poll",
    "PollExclusion",
    "PollOption",
    "PollProxy",
    "PollTeller",
    "Posting",
    "RepresentationNorm",
    "RepresentativeSeat",
    "RollEntry",
    "Room",
    "RoomHalfHour",
    "SealedBallot",
    "Speech",
    "Topic",
    "VoteTaken",
]
