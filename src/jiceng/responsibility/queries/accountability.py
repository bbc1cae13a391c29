"""Sealed files for those who may open them; the plan of inspections."""

from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.documents.rules import reached
from jiceng.kernel.frontpage import Card, Row
from jiceng.organisations.enums import Kind
from jiceng.organisations.queries.names import organisations_on
from jiceng.responsibility.enums import FileState
from jiceng.responsibility.models import CaseFile, CaseStep, CheckItem, CheckPlan
from jiceng.responsibility.rules import files_of, may_decide_step, may_keep_files, may_state

SHOWN = 5


def files(*, seen_by) -> QuerySet[CaseFile]:
    return CaseFile.objects.filter(files_of(seen_by)).select_related("person", "matter__task")


def file_or_404(pk: int, *, seen_by) -> CaseFile:
    found = files(seen_by=seen_by).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def step_or_404(pk: int, *, seen_by) -> CaseStep:
    mine = CaseFile.objects.filter(files_of(seen_by))
    found = CaseStep.objects.filter(file__in=mine, pk=pk).select_related("file__person").first()
    if found is None:
        raise Http404
    return found


def steps(file: CaseFile, *, seen_by) -> list[CaseStep]:
    """Each with what the account may do now; `known` when the account may open the document of the decision."""
    documents = reached(seen_by)
    rows = list(file.steps.select_related("file", "document__series"))
    for one in rows:
        waits = one.decided_on is None
        one.to_state = waits and may_state.test(seen_by, one)
        one.to_decide = waits and may_decide_step.test(seen_by, one)
        one.known = one.document_id and documents.filter(pk=one.document_id).exists()
    return rows


def card(*, seen_by, as_of: date) -> Card | None:
    """What waits: a statement of one's own; proposals and open files for those who keep them."""
    mine = Q(person=seen_by.person_id, steps__decided_on=None, steps__stated_on=None, state=FileState.OPEN)
    rows = CaseFile.objects.filter(mine & Q(steps__isnull=False))
    if may_keep_files.test(seen_by):
        kept = Q(state__in=[FileState.PROPOSED, FileState.OPEN]) & ~Q(person=seen_by.person_id)
        rows = CaseFile.objects.filter(kept | Q(pk__in=rows.values("pk")))
    found = list(rows.distinct().order_by("decide_by", "pk"))
    if not found:
        return None
    drawn = [
        Row(
            str(one),
            reverse("case_file", args=[one.pk]),
            "late" if one.decide_by < as_of else "soon",
            _("%(day)s到期") % {"day": one.decide_by.isoformat()},
        )
        for one in found[:SHOWN]
    ]
    return Card(_("问责卷宗"), drawn, len(found), reverse("case_files"), "soon")


def plan_of(year: int) -> CheckPlan | None:
    return CheckPlan.objects.filter(year=year).select_related("unit").first()


def items(plan: CheckPlan | None, as_of: date) -> list[CheckItem]:
    """Each inspection with the light of its months: ahead, on now, over with communities left out, complete."""
    if plan is None:
        return []
    rows = list(plan.items.prefetch_related("units", "checks__community"))
    communities = organisations_on(as_of).filter(kind=Kind.COMMUNITY).count()
    for one in rows:
        one.light_state = _light(plan, one, communities, as_of)
    return rows


def _light(plan: CheckPlan, item: CheckItem, communities: int, as_of: date) -> tuple[str, str]:
    done = len(item.checks.all())
    said = _("查了%(done)d个社区") % {"done": done}
    if done and done >= communities:
        return "done", said
    if (plan.year, item.month_from) > (as_of.year, as_of.month):
        return "none", _("还没到时间")
    if (plan.year, item.month_to) < (as_of.year, as_of.month):
        return ("info", said) if done else ("late", _("没有进行"))
    return "soon", said
