"""Projects with how far they are."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.rezoning.enums import ProjectState
from jiceng.rezoning.models import Adoption, Consultation, Plan, Project, Remark
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
        ("units", _("单元"), "rezoning_units"),
        ("plans", _("方案"), "rezoning_project"),
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
