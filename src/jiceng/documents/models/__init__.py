"""Official documents and their way, papers that come in, consultations, plans, the register of tasks."""

from jiceng.documents.models.consultation import (
    AskedUnit,
    ConsultedText,
    Passage,
    TextAnswer,
    TextRemark,
    TextVersion,
)
from jiceng.documents.models.documents import Attachment, Document, Version
from jiceng.documents.models.incoming import Hand, Incoming, IncomingFile, IncomingStep
from jiceng.documents.models.numbers import Counter, Series
from jiceng.documents.models.plans import Plan, PlanItem, PlanItemVersion, PlanTarget
from jiceng.documents.models.tasks import Task, TaskHelper, TaskStep
from jiceng.documents.models.templates import StandardTemplate
from jiceng.documents.models.way import Countersignature, FiledCopy, Handling, Receipt, Recipient, SealUse

__all__ = [
    "AskedUnit",
    "Attachment",
    "ConsultedText",
    "Counter",
    "Countersignature",
    "Document",
    "FiledCopy",
    "Hand",
    "Handling",
    "Incoming",
    "IncomingFile",
    "IncomingStep",
    "Passage",
    "Plan",
    "PlanItem",
    "PlanItemVersion",
    "PlanTarget",
    "Receipt",
    "Recipient",
    "SealUse",
    "Series",
    "StandardTemplate",
    "Task",
    "TaskHelper",
    "TaskStep",
    "TextAnswer",
    "TextRemark",
    "TextVersion",
    "Version",
]
