"""Re-zoning: the problem as loaded, the plans, what residents said, what was approved and carried out."""

from jiceng.rezoning.models.approval import Adoption, Approval
from jiceng.rezoning.models.participation import Answer, Consultation, Remark
from jiceng.rezoning.models.plans import Draft, DraftCommunity, Edit, Plan, Run
from jiceng.rezoning.models.problem import Barrier, BaseUnit, Edge, Intake, Project

__all__ = [
    "Adoption",
    "Answer",
    "Approval",
    "Barrier",
    "BaseUnit",
    "Consultation",
    "Draft",
    "DraftCommunity",
    "Edge",
    "Edit",
    "Intake",
    "Plan",
    "Project",
    "Remark",
    "Run",
]
