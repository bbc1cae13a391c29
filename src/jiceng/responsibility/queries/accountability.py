"""Sealed files for those who may open them; the plan of inspections."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.documents.rules import reached
from jiceng.kernel.frontpage import Card, Row
from jiceng.kernel.words import of_unit, strung
from jiceng.organisations.enums import Kind, PostKind
from jiceng.organisations.queries.names import organisations_on
from jiceng.responsibility.commands.accountability import answerable
from jiceng.responsibility.enums import FileState, Rung
from jiceng.responsibility.models import CaseFile, CaseReader, CaseStep, CheckItem, CheckPlan, Matter
from jiceng.responsibility.norms import norms
from jiceng.responsibility.rules import (
    files_of,
    may_decide_rung,
    may_decide_step,
    may_keep_files,
    may_state,
)

SHOWN = 5
NEWS = timedelta(days=30)


def files(*, seen_by) -> QuerySet[CaseFile]:
    return CaseFile.objects.filter(files_of(seen_by)).select_related("person", "matter__task")


def file_or_404(pk: int, *, seen_by) -> CaseFile:
    found = files(seen_by=seen_by).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Sealed:
    """What a matter's page tells a keeper who has nothing to do with it: the file of this round, or where to begin
    one. Everybody else, and whoever could be the one it is about, is told nothing."""

    file: CaseFile | None = None
    begin_url: str = ""


def sealed_of(matter: Matter, *, seen_by) -> Sealed:
    if not may_keep_files.test(seen_by) or answerable(matter).filter(pk=seen_by.person_id).exists():
        return Sealed()
    found = files(seen_by=seen_by).filter(matter=matter, round=matter.round).first()
    return Sealed(found, "" if found else reverse("case_file_begin", args=[matter.pk]))


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
        one.to_review = to_review(one) and may_state.test(seen_by, one)
        one.deciders = deciders_of(one.rung)
        one.to_decide = waits and may_decide_step.test(seen_by, one)
        one.known = one.document_id and documents.filter(pk=one.document_id).exists()
    return rows


def to_review(step: CaseStep) -> bool:
    """A decision that asks the person for a review, until it is there."""
    asked = step.mend_by is not None or step.rung == Rung.CRITICISM
    return step.decided_on is not None and asked and step.reviewed_on is None


def deciders_of(rung: str) -> str:
    """The posts that may decide a rung, as the county's norms say."""
    return strung(
        of_unit(Kind(kind).label, PostKind(post).label) for post, kind in norms().file_deciders[rung]
    )


def _of_own(seen_by, as_of: date) -> Iterator[Row]:
    """To the person: the statement that is asked for, what was decided in the last month, what is to be mended."""
    rows = CaseStep.objects.filter(file__person=seen_by.person_id).exclude(file__state=FileState.PROPOSED)
    for one in rows.select_related("file").order_by("pk"):
        url = reverse("case_file", args=[one.file_id])
        if one.decided_on is None:
            if one.stated_on is None:
                yield _row(one.file, url, one.answer_by, as_of, _("请您陈述，%(day)s到期"))
        elif to_review(one) and one.mend_by:
            yield _row(one.file, url, one.mend_by, as_of, _("书面检查和整改，%(day)s到期"))
        elif to_review(one) or as_of - one.decided_on <= NEWS:
            yield Row(str(one.file), url, "soon", _("已作出决定"))


def _row(file: CaseFile, url: str, day: date, as_of: date, words: str) -> Row:
    return Row(str(file), url, "late" if day < as_of else "soon", words % {"day": day.isoformat()})


def _to_decide(seen_by, as_of: date) -> Iterator[Row]:
    """To a named reader who may decide: what waits for that."""
    named = CaseReader.objects.filter(account=seen_by).order_by().values("file")
    rows = CaseStep.objects.filter(file__in=named, decided_on=None).exclude(file__person=seen_by.person_id)
    for one in rows.select_related("file").order_by("pk"):
        if may_decide_rung(seen_by, one.rung):
            url = reverse("case_file", args=[one.file_id])
            yield _row(one.file, url, one.file.decide_by, as_of, _("等您决定，%(day)s到期"))


def _kept(seen_by, as_of: date) -> Iterator[Row]:
    """To the keepers: proposals and open files, but for one about themselves."""
    if not may_keep_files.test(seen_by):
        return
    rows = CaseFile.objects.filter(state__in=[FileState.PROPOSED, FileState.OPEN])
    for one in rows.exclude(person=seen_by.person_id).order_by("decide_by", "pk"):
        yield _row(one, reverse("case_file", args=[one.pk]), one.decide_by, as_of, _("%(day)s到期"))


def card(*, seen_by, as_of: date) -> Card | None:
    """What waits: of one's own, for one's decision, of what one keeps; each file once."""
    found: dict[str, Row] = {}
    for rows in (_of_own, _to_decide, _kept):
        for one in rows(seen_by, as_of):
            found.setdefault(one.url, one)
    if not found:
        return None
    return Card(_("问责卷宗"), list(found.values())[:SHOWN], len(found), reverse("case_files"), "soon")


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
    said = ngettext("查了%(done)d个社区", "查了%(done)d个社区", done) % {"done": done}
    if done and done >= communities:
        return "done", said
    if (plan.year, item.month_from) > (as_of.year, as_of.month):
        return "none", _("还没到时间")
    if (plan.year, item.month_to) < (as_of.year, as_of.month):
        return ("info", said) if done else ("late", _("没有进行"))
    return "soon", said
