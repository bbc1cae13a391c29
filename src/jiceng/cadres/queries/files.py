"""The register of files on a day, and one file."""

from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.cadres.enums import RequestState, Right
from jiceng.cadres.models import CadreFile, Certificate, Employment, FileChange, Schooling
from jiceng.cadres.rules import changes_of, files_of
from jiceng.kernel.frontpage import Card, Row
from jiceng.kernel.search import Hit, matching
from jiceng.people.models import Person

WARN_DAYS = 90


def on_day(rows: QuerySet[CadreFile], as_of: date) -> QuerySet[CadreFile]:
    """Adds what holds on the day: `status`, `rank`, `since`, and the highest education finished by then."""
    held = Employment.objects.on(as_of).filter(file=OuterRef("pk"))
    schooled = Schooling.objects.filter(file=OuterRef("pk"), finished_on__lte=as_of)
    best = schooled.order_by("level", "-finished_on", "pk")
    return rows.annotate(
        status=Subquery(held.values("status")[:1]),
        rank=Subquery(held.values("rank")[:1]),
        since=Subquery(held.values("valid_from")[:1]),
        level=Subquery(best.values("level")[:1]),
        level_mode=Subquery(best.values("mode")[:1]),
        level_school=Subquery(best.values("school")[:1]),
        level_on=Subquery(best.values("finished_on")[:1]),
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


def waiting_card(*, seen_by, as_of: date) -> Card | None:
    """Requests that wait for this account's decision: not its own, nor about its own file."""
    rows = FileChange.objects.filter(changes_of(seen_by), state=RequestState.ASKED).exclude(asked_by=seen_by)
    found = list(
        rows.exclude(file__person=seen_by.person_id).select_related("file__person").order_by("answer_by")
    )
    if not found:
        return None
    shown = [
        Row(
            str(one),
            reverse("cadre_change", args=[one.pk]),
            "late" if one.answer_by < as_of else "soon",
            _("%(day)s前答复") % {"day": one.answer_by.isoformat()},
            one.why[:60],
        )
        for one in found[:5]
    ]
    return Card(_("干部档案变更"), shown, len(found), reverse("cadre_changes"), shown[0].light)


def ending(as_of: date) -> QuerySet[Certificate]:
    """Certificates that have run out or will within the warning, but for those renewed: the same one that holds longer
    is in the file already."""
    longer = Q(expires_on=None) | Q(expires_on__gt=OuterRef("expires_on"))
    renewed = Certificate.objects.filter(
        longer, file=OuterRef("file"), name=OuterRef("name"), issued_on__lte=as_of
    )
    rows = Certificate.objects.filter(issued_on__lte=as_of, expires_on__lte=as_of + timedelta(days=WARN_DAYS))
    return rows.filter(~Exists(renewed))


def ending_certificates(rows: QuerySet[CadreFile], as_of: date) -> QuerySet[CadreFile]:
    """Files with a certificate that has run out or will within the warning."""
    return rows.filter(pk__in=ending(as_of).values("file"))


def find(*, seen_by, text: str, as_of: date, limit: int) -> list[Hit]:
    """Cadre files by name; people are found first, else a database walks all of them in the order of pinyin."""
    rows = files(seen_by=seen_by, as_of=as_of).annotate(name=F("person__name"))
    named = matching(text, name="name", pinyin="pinyin", initials="initials")
    found = rows.filter(person__in=Person.objects.order_by().filter(named))[:limit]
    return [Hit(one.name, reverse("cadre", args=[one.pk]), "", "identification") for one in found]
