"""What stands against the newest version of a document, and what its issue will ask for."""

from django.utils.translation import gettext as _

from jiceng.documents.checks import Draft, Findings, judge
from jiceng.documents.enums import Part
from jiceng.documents.models import Counter, Document
from jiceng.kernel.pages import today


def findings(document: Document) -> Findings:
    """Everything at once."""
    version = document.current
    found = judge(
        Draft(
            kind=document.kind,
            title=document.title,
            text=version.text,
            attachments=tuple(version.attachments.values_list("title", "text")),
            main=tuple(document.recipients.filter(part=Part.MAIN).values_list("name", flat=True)),
            special_task=document.special_task,
            length_reason=document.length_reason,
        )
    )
    if not document.is_issued and (told := count_remark(document)):
        found.remarks.append(told)
    return found


def most_of_year(series: int, year: int, taken: int | None = None) -> int:
    """How many papers the series had last year, when this year has come as far (C36); else 0. `taken` is this year's
    last number, read here when it is not given."""
    lasts = dict(Counter.objects.filter(series=series, year__in=(year - 1, year)).values_list("year", "last"))
    before = lasts.get(year - 1, 0)
    return before if before and (lasts.get(year, 0) if taken is None else taken) >= before else 0


def more_than_last_year(code: str, most: int) -> str:
    words = {"last": most, "code": code}
    return _("“%(code)s”今年发文已达上年的%(last)s件，再发要写明理由。") % words


def count_remark(document: Document) -> str:
    """Told from the first draft on: the number that the issue would take needs a reason that nobody has written."""
    year = document.signed_on.year if document.signed_on else today().year
    most = 0 if document.count_reason else most_of_year(document.series_id, year)
    return more_than_last_year(document.series.code, most) if most else ""
