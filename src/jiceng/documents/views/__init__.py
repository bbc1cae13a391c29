"""Pages of official documents."""

from jiceng.documents.views.acting import (
    countersignature_agree,
    document_end,
    document_file,
    document_issue,
    document_return,
    document_review,
    document_sign,
    document_submit,
    document_withdraw,
    recipient_receive,
)
from jiceng.documents.views.reading import (
    document,
    document_docx,
    document_pdf,
    document_picture,
    document_verify,
    document_versions,
    documents,
    documents_filing,
    documents_in_force,
)
from jiceng.documents.views.writing import document_draft, document_revise, document_series

__all__ = [
    "countersignature_agree",
    "document",
    "document_docx",
    "document_draft",
    "document_end",
    "document_file",
    "document_issue",
    "document_pdf",
    "document_picture",
    "document_return",
    "document_review",
    "document_revise",
    "document_series",
    "document_sign",
    "document_submit",
    "document_verify",
    "document_versions",
    "document_withdraw",
    "documents",
    "documents_filing",
    "documents_in_force",
    "recipient_receive",
]
