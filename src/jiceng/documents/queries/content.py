"""What a document says, as one thing: for its fingerprint and for its layout."""

import hashlib

from cryptography.hazmat.primitives import hashes

from jiceng.documents.enums import Part
from jiceng.documents.models import Document
from jiceng.kernel.record import canonical, digest


def content(document: Document) -> dict:
    """Everything that stands on the paper, ready for JSON."""
    version = document.current
    people = list(document.recipients.values_list("part", "name"))
    return {
        "organisation": document.organisation.name,
        "kind": document.kind,
        "number": document.number_text,
        "title": document.title,
        "urgency": document.urgency,
        "signer": document.signed_by_name,
        "signed_on": document.signed_on,
        "issued_on": document.issued_on,
        "main": [name for part, name in people if part == Part.MAIN],
        "copies": [name for part, name in people if part == Part.COPY],
        "text": version.text,
        "attachments": [list(pair) for pair in version.attachments.values_list("title", "text")],
        "note": document.note,
        "sealed": document.sealed,
    }


def fingerprint(document: Document) -> tuple[str, str]:
    """SHA-256 and SM3 of the content, as hexadecimal digits."""
    text = canonical(content(document))
    return digest(text, "sha256"), digest(text, "sm3")


def digests(data: bytes) -> tuple[str, str]:
    """SHA-256 and SM3 of a file."""
    state = hashes.Hash(hashes.SM3())
    state.update(data)
    return hashlib.sha256(data).hexdigest(), state.finalize().hex()
