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
from jiceng.cadres.models.restructuring import BoardCommunity, BoardPerson, BoardPost, Restructuring

__all__ = [
    "AppraisalResult",
    "BoardCommunity",
    "BoardPerson",
    "BoardPost",
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
    "Restructuring",
    "Schooling",
]
