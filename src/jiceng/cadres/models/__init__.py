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

__all__ = [
    "AppraisalResult",
    "CadreFile",
    "Certificate",
    "CompositionTarget",
    "Discipline",
    "Employment",
    "FileChange",
    "Honour",
    "Kin",
    "PostRequirement",
    "Proof",
    "Schooling",
]
