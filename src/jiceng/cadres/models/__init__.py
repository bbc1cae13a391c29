"""Cadre files with what they hold, requests to change them, what posts require, targets of composition; rounds of
recruitment and who applied."""

from jiceng.cadres.models.applicants import (
    Appeal,
    Applicant,
    ApplicantFile,
    EmploymentContract,
    Examiner,
    InterviewMark,
    MarkCorrection,
    ReviewBatch,
    Ruling,
    WrittenEntry,
)
from jiceng.cadres.models.files import (
    AppraisalResult,
    CadreFile,
    Certificate,
    Discipline,
    Employment,
    Honour,
    Kin,
    Schooling,
)
from jiceng.cadres.models.recruitment import RatioDecision, RecruitmentPlace, RecruitmentRound, RoundStep
from jiceng.cadres.models.requests import FileChange, Proof
from jiceng.cadres.models.requirements import CompositionTarget, PostRequirement
from jiceng.cadres.models.reserve import DevelopmentNorm, Reserve, ReserveReview
from jiceng.cadres.models.restructuring import BoardCommunity, BoardPerson, BoardPost, Restructuring
from jiceng.cadres.models.training import TourProposal, Trainee, Training, TrainingPlan

__all__ = [
    "Appeal",
    "Applicant",
    "ApplicantFile",
    "AppraisalResult",
    "BoardCommunity",
    "BoardPerson",
    "BoardPost",
    "CadreFile",
    "Certificate",
    "CompositionTarget",
    "DevelopmentNorm",
    "Discipline",
    "Employment",
    "EmploymentContract",
    "Examiner",
    "FileChange",
    "Honour",
    "InterviewMark",
    "Kin",
    "MarkCorrection",
    "PostRequirement",
    "Proof",
    "Restructuring",
    "Reserve",
    "ReserveReview",
    "TourProposal",
    "Trainee",
    "Training",
    "TrainingPlan",
    "RatioDecision",
    "RecruitmentPlace",
    "RecruitmentRound",
    "ReviewBatch",
    "RoundStep",
    "Ruling",
    "Schooling",
    "WrittenEntry",
]
