"""What the processes of the test of numbers do: build a county with signed documents, issue a part of them."""

import os
from datetime import date

DOCUMENTS = 100
DAY = date(2026, 11, 3)


def build() -> None:
    from tests.documents.place import Place

    place = Place()
    for _one in range(DOCUMENTS):
        place.signed(DAY)


def issue_all() -> int:
    """Issue whatever is signed, as one of several workers; somebody else may be faster."""
    from jiceng.documents import commands
    from jiceng.documents.commands import ImpossibleError
    from jiceng.documents.models import Document

    mine = 0
    ids = list(Document.objects.filter(state="signed").values_list("pk", flat=True))
    start = os.getpid() % max(len(ids), 1)
    for pk in ids[start:] + ids[:start]:
        try:
            commands.issue(by=None, document=Document(pk=pk), on=DAY)
            mine += 1
        except ImpossibleError:
            continue
    return mine


def look() -> dict:
    from jiceng.documents.models import Counter, Document, Handling
    from jiceng.kernel.models import Entry
    from jiceng.kernel.record import verify

    numbers = Document.objects.exclude(number=None).order_by("number")
    return {
        "numbers": list(numbers.values_list("number", flat=True)),
        "last": Counter.objects.values_list("last", flat=True).first() or 0,
        "steps": Handling.objects.filter(step="issued").count(),
        "told": Entry.objects.filter(verb="documents.issued").count(),
        "chain": verify().ok,
    }
