"""Cadre files with what they hold, requests to change them, what posts require, targets of composition."""

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
from jiceng.cadres.models.requests import FileChange, Proof
from jiceng.cadres.models.requirements import CompositionTarget, PostRequirement
from jiceng.cadres.models.reserve import DevelopmentNorm, Reserve, ReserveReview
from jiceng.cadres.models.training import TourProposal, Trainee, Training, TrainingPlan

__all__ = [
    "AppraisalResult",
    "CadreFile",
    "Certificate",
    "CompositionTarget",
    "DevelopmentNorm",
    "Discipline",
    "Employment",
    "FileChange",
    "Honour",
    "Kin",
    "PostRequirement",
    "Proof",
    "Reserve",
    "ReserveReview",
    "Schooling",
    "TourProposal",
    "Trainee",
    "Training",
    "TrainingPlan",
]
