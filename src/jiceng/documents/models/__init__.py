"""Official documents with their numbers, versions, way, recipients and filed copies; plans; the register of tasks."""

from jiceng.documents.models.documents import Attachment, Document, Version
from jiceng.documents.models.numbers import Counter, Series
from jiceng.documents.models.plans import Plan, PlanItem, PlanTarget
from jiceng.documents.models.tasks import Task, TaskHelper, TaskStep
from jiceng.documents.models.way import Countersignature, FiledCopy, Handling, Receipt, Recipient

__all__ = [
    "Attachment",
    "Counter",
    "Countersignature",
    "Document",
    "FiledCopy",
    "Handling",
    "Plan",
    "PlanItem",
    "PlanTarget",
    "Receipt",
    "Recipient",
    "Series",
    "Task",
    "TaskHelper",
    "TaskStep",
    "Version",
]
