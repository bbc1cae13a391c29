"""Organisations in time, who belongs to them, who holds which post, and how they are rebuilt."""

from jiceng.organisations.models.exchange import ImportBatch
from jiceng.organisations.models.reorganisation import Reorganisation, ReorganisationStep
from jiceng.organisations.models.rolls import Deputyship, PartyMembership, Post, Residence, Term
from jiceng.organisations.models.second_hand import AskedAct
from jiceng.organisations.models.structure import (
    Boundary,
    Instrument,
    Lineage,
    Organisation,
    OrganisationName,
    Placement,
    TerritoryFigures,
)

__all__ = [
    "AskedAct",
    "Boundary",
    "Deputyship",
    "ImportBatch",
    "Instrument",
    "Lineage",
    "Organisation",
    "OrganisationName",
    "PartyMembership",
    "Placement",
    "Post",
    "Reorganisation",
    "ReorganisationStep",
    "Residence",
    "Term",
    "TerritoryFigures",
]
