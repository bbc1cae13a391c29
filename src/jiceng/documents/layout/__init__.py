"""Official documents on paper, by GB/T 9704-2012: PDF for who reads and keeps, .docx for who goes on writing."""

from jiceng.documents.layout.docx import docx
from jiceng.documents.layout.pdf import pdf, picture
from jiceng.documents.models import Document


def archive_copy(document: Document, address: str = "") -> bytes:
    """PDF/A-2b as it goes into the archive, with the code that leads to the page where it is verified."""
    return pdf(document, address, standard="a-2b")


__all__ = ["archive_copy", "docx", "pdf", "picture"]
