"""Contact points, liaison officers, visits, problems and their way, instructions, leading groups, hand-overs,
supervised matters,
sealed files, the plan of inspections."""

from jiceng.responsibility.models.accountability import CaseFile, CaseReader, CaseStep
from jiceng.responsibility.models.assignment import Conflict, Profile, Proposal, ProposalLine
from jiceng.responsibility.models.channel import Instruction, Station, Target
from jiceng.responsibility.models.contacts import ContactPoint, Liaison
from jiceng.responsibility.models.groups import GroupMember, GroupSession, LeadingGroup
from jiceng.responsibility.models.handover import Handover
from jiceng.responsibility.models.inspection import Check, CheckItem, CheckPlan
from jiceng.responsibility.models.matters import Extension, Matter, MatterRed, MatterStep
from jiceng.responsibility.models.visits import Problem, Visit

__all__ = [
    "CaseFile",
    "CaseReader",
    "CaseStep",
    "Check",
    "CheckItem",
    "CheckPlan",
    "Conflict",
    "ContactPoint",
    "Extension",
    "GroupMember",
    "GroupSession",
    "Handover",
    "Instruction",
    "LeadingGroup",
    "Liaison",
    "Matter",
    "MatterRed",
    "MatterStep",
    "Problem",
    "Profile",
    "Proposal",
    "ProposalLine",
    "Station",
    "Target",
    "Visit",
]
