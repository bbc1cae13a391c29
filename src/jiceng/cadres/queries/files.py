"""The register of files on a day, and one file."""

from datetime import date

from django.db.models import F, Min, OuterRef, QuerySet, Subquery
from django.http import Http404
from django.urls import reverse

from jiceng.cadres.enums import Right
from jiceng.cadres.models import CadreFile, Employment, Schooling
from jiceng.cadres.rules import files_of
from jiceng.kernel.search import Hit, matching


def on_day(rows: QuerySet[CadreFile], as_of: date) -> QuerySet[CadreFile]:
    """Adds what holds on the day: `status`, `rank`, and `level`, the highest education finished by then."""
    held = Employment.objects.on(as_of).filter(file=OuterRef("pk"))
    schooled = Schooling.objects.filter(file=OuterRef("pk"), finished_on__lte=as_of).order_by().values("file")
    return rows.annotate(
        status=Subquery(held.values("status")[:1]),
        rank=Subquery(held.values("rank")[:1]),
        level=Subquery(schooled.annotate(best=Min("level")).values("best")),
    )


def files(*, seen_by, as_of: date) -> QuerySet[CadreFile]:
    """Files opened by the day that the account reaches."""
    rows = CadreFile.objects.filter(files_of(seen_by, Right.SEE_FILES), opened_on__lte=as_of)
    return on_day(rows, as_of).select_related("person")


def file_or_404(pk: int, *, seen_by, as_of: date) -> CadreFile:
    """A file in reach, or the account's own."""
    rows = CadreFile.objects.filter(files_of(seen_by, Right.SEE_FILES))
    if seen_by is not None and seen_by.person_id:
        rows = rows | CadreFile.objects.filter(person=seen_by.person_id)
    found = on_day(rows, as_of).select_related("person").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def find(*, seen_by, text: str, as_of: date, limit: int) -> list[Hit]:
    rows = files(seen_by=seen_by, as_of=as_of).annotate(name=F("person__name"))
    named = {"name": "person__name", "pinyin": "person__pinyin", "initials": "person__initials"}
    found = rows.filter(matching(text, **named))[:limit]
    return [Hit(one.name, reverse("cadre", args=[one.pk]), "", "identification") for one in found]
