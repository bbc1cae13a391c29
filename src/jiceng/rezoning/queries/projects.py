"""Projects with how far they are."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from jiceng.kernel.pages import end_of, today
from jiceng.rezoning.enums import ApprovalState, ProjectState
from jiceng.rezoning.models import Adoption, Approval, Consultation, Plan, Project, Remark
from jiceng.rezoning.rules import SEES, reached


def projects(*, seen_by) -> QuerySet[Project]:
    return (
        reached(seen_by, *SEES)
        .select_related("body")
        .annotate(
            unit_count=Count("units", distinct=True),
            plan_count=Count("plans", filter=Q(plans__discarded_at=None), distinct=True),
        )
    )


def projects_on(*, seen_by, as_of: date) -> QuerySet[Project]:
    """Those that had begun by the day, with `state_then`: executed from the day of effect, approved from the day of the
    document, and before that as the project's own acts say."""
    rows = projects(seen_by=seen_by)
    if as_of >= today():
        return rows.annotate(state_then=F("state"))
    over = end_of(as_of)
    executed = Adoption.objects.filter(
        approval__project=OuterRef("pk"),
        reorganisation__state="executed",
        reorganisation__effective_on__lte=as_of,
    )
    approvals = Approval.objects.filter(project=OuterRef("pk"))
    approved = approvals.filter(state=ApprovalState.APPROVED, instrument__issued_on__lte=as_of)
    proposed = approvals.exclude(state=ApprovalState.RETURNED).filter(proposed_at__lt=over)
    consulted = Consultation.objects.filter(plan__project=OuterRef("pk"), opens_on__lte=as_of)
    words = (
        When(Exists(executed), then=Value(ProjectState.EXECUTED)),
        When(Exists(approved), then=Value(ProjectState.APPROVED)),
        When(Exists(proposed), then=Value(ProjectState.PROPOSED)),
        When(Exists(consulted), then=Value(ProjectState.CONSULTING)),
    )
    then = Case(*words, default=Value(ProjectState.DRAFT), output_field=CharField())
    known = Q(units_as_of__lte=as_of) | Q(created_at__lt=over)
    return rows.filter(known).annotate(state_then=then)


def project_or_404(pk: int, *, seen_by) -> Project:
    return get_object_or_404(reached(seen_by, *SEES).select_related("body"), pk=pk)


def plan_or_404(pk: int, *, seen_by) -> Plan:
    plan = get_object_or_404(Plan.objects.select_related("project__body", "parent", "author__person"), pk=pk)
    project_or_404(plan.project_id, seen_by=seen_by)
    return plan


def lacks_barriers(project: Project) -> bool:
    """There are units, and nothing is known that would part them."""
    return project.units.exists() and not project.edges.exclude(barrier="").exists()


@dataclass(frozen=True)
class Step:
    """A station of the stepper: done, current or to come."""

    label: str
    url: str
    state: str


def steps(project: Project, current: str) -> list[Step]:
    """Units → plans → consultation → approval → preview and execution → result."""
    executed = project.state == ProjectState.EXECUTED
    approved = executed or project.state == ProjectState.APPROVED
    done = {
        "units": project.revision > 1 and project.units.exists(),
        "plans": project.plans.exists(),
        "consultation": Consultation.objects.filter(plan__project=project).exists(),
        "approval": approved,
        "adoption": Adoption.objects.filter(approval__project=project).exists(),
        "result": executed,
    }
    stations = (
        ("units", pgettext("列表", "单元"), "rezoning_units"),
        ("plans", pgettext("列表", "方案"), "rezoning_project"),
        ("consultation", _("公示"), "rezoning_consultation"),
        ("approval", _("批准"), "rezoning_approval"),
        ("adoption", _("预览与执行"), "rezoning_adoption"),
        ("result", _("结果"), "rezoning_result"),
    )
    return [
        Step(
            label,
            reverse(view, args=[project.pk]),
            "current" if key == current else "done" if done[key] else "todo",
        )
        for key, label, view in stations
    ]


def open_remarks(*, seen_by, rights: tuple[str, ...]) -> QuerySet[Remark]:
    """Remarks that still want an answer in the projects that these rights reach."""
    rows = Remark.objects.unanswered().filter(consultation__plan__project__in=reached(seen_by, *rights))
    return rows.select_related("consultation__plan__project")
