"""Official documents: series and their numbers, documents, versions, the way, recipients, filed copies."""

from jiceng.documents.models.documents import Attachment, Document, Version
from jiceng.documents.models.numbers import Counter, Series
from jiceng.documents.models.way import Countersignature, FiledCopy, Handling, Receipt, Recipient

__all__ = [
    "Attachment",
    "Counter",
    "Countersignature",
    "Document",
    "FiledCopy",
    "Handling",
    "Receipt",
    "Recipient",
    "Series",
    "Version",
]
