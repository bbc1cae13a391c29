"""The assessment of a community's time, worked out of its own duties and by nobody: no paper is asked for it (D4.2)."""

from collections import defaultdict
from datetime import date

from django.db import transaction
from django.db.models import F, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from jiceng.institutions.commands.evidence import attest, weighed_later
from jiceng.institutions.enums import State
from jiceng.institutions.models import Duty, WorkRecord
from jiceng.institutions.periods import MONTHS, add_months
from jiceng.institutions.queries.states import duties_on
from jiceng.kernel.pages import today
from jiceng.kernel.record import record

KIND = "assessment.computed"
Lines = list[tuple[str, int, int]]


@transaction.atomic
def assess(*, on: date | None = None) -> int:
    """For each duty of the kind whose time has come: the weight of what was done in time, of all that fell due in the
    period before, with the reckoning as its text. Gives back how many were worked out."""
    day = on or today()
    rows = Duty.objects.filter(
        obligation__evidence=KIND, withdrawn_on=None, fulfilled_on=None, opens_on__lte=day
    )
    rows = rows.exclude(closes_on__lte=day).select_for_update(of=("self",)).order_by("pk")
    owing = list(rows.select_related("obligation", "organisation"))
    found = _reckoned(owing, day)
    with override("zh-hans"), weighed_later():
        for duty in owing:
            _keep(duty, found[duty.pk], day)
    return len(owing)


def _period(duty: Duty) -> tuple[date, date]:
    """From when to when (excluded): the calendar period that ended before the duty opened."""
    ends = duty.opens_on
    return add_months(ends, -MONTHS[duty.obligation.rhythm]), ends


def _reckoned(owing: list[Duty], day: date) -> dict[int, Lines]:
    """By duty: each institution with the weight done in time and the whole weight, of the unit and of those that serve
    the same territory; asked once for each period."""
    together: dict[tuple[date, date], list[Duty]] = defaultdict(list)
    for duty in owing:
        together[_period(duty)].append(duty)
    found: dict[int, Lines] = {duty.pk: [] for duty in owing}
    for (begins, ends), duties in together.items():
        sums = _sums(begins, ends, day)
        for duty in duties:
            area = duty.organisation.territory_id
            found[duty.pk] = sums.get(area or -duty.organisation_id, [])
    return found


def _sums(begins: date, ends: date, day: date) -> dict[int, Lines]:
    """By territory (or, where there is none, by the unit's own number below nought)."""
    rows = duties_on(day).filter(due_on__gte=begins, due_on__lt=ends, obligation__weight__gt=0)
    rows = rows.exclude(state=State.WAIVED).order_by("obligation__edition__institution__number")
    summed = rows.values_list(
        "organisation", "organisation__territory", "obligation__edition__institution__name"
    ).annotate(
        done=Sum("obligation__weight", filter=Q(fulfilled_on__lte=F("due_on"))),
        whole=Sum("obligation__weight"),
    )
    found: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for unit, area, institution, done, whole in summed:
        line = found[area or -unit][institution]
        line[0] += done or 0
        line[1] += whole
    return {key: [(name, *line) for name, line in lines.items()] for key, lines in found.items()}


def _keep(duty: Duty, lines: Lines, day: date) -> WorkRecord:
    done, whole = sum(line[1] for line in lines), sum(line[2] for line in lines)
    first, ends = _period(duty)
    points = round(100 * done / whole) if whole else 0
    words = {
        "first": first.isoformat(),
        "last": date.fromordinal(ends.toordinal() - 1).isoformat(),
        "points": ngettext("%(points)s分", "%(points)s分", points) % {"points": points}
        if whole
        else _("没有到期的职责"),
    }
    told = [
        _("%(name)s：按期完成%(done)d，到期%(whole)d") % {"name": name, "done": part, "whole": all_of}
        for name, part, all_of in lines
    ]
    told.append(
        _("按期完成的权重%(done)d÷到期的权重%(whole)d，免办的不计。") % {"done": done, "whole": whole}
    )
    work = WorkRecord.objects.create(
        kind=KIND,
        organisation=duty.organisation,
        on=day,
        title=_("%(first)s至%(last)s测算：%(points)s") % words,
        text="\n".join(told),
        marks=["formula"],
    )
    record(by=None, verb="institutions.assess", target=work, after={"done": done, "whole": whole})
    url = reverse("work_record", args=[work.pk])
    attest(kind=KIND, organisation=duty.organisation, on=day, source=work, source_url=url, marks=work.marks)
    return work
