"""What residents see and said."""

from dataclasses import dataclass

from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from jiceng.kernel.pages import today
from jiceng.rezoning.enums import Pin, Stance
from jiceng.rezoning.models import Answer, Consultation, Project, Remark
from jiceng.rezoning.queries.drawing import ground_of
from jiceng.rezoning.queries.projects import project_or_404


@dataclass(frozen=True)
class Support:
    """How many of each stance; `answered` of all; `waiting` still want an answer."""

    counts: tuple[tuple[str, str, int], ...]
    total: int
    answered: int
    waiting: int


def support(consultation: Consultation) -> Support:
    rows = consultation.remarks.values("stance").annotate(count=Count("id"), done=Count("answer"))
    by_stance = {row["stance"]: row for row in rows}
    counts = tuple(
        (stance.value, str(stance.label), by_stance.get(stance.value, {}).get("count", 0))
        for stance in Stance
    )
    waiting = consultation.remarks.unanswered().count()
    return Support(counts, sum(row["count"] for row in rows), sum(row["done"] for row in rows), waiting)


def consultation_or_404(pk: int, *, seen_by) -> Consultation:
    found = get_object_or_404(Consultation.objects.select_related("plan__project"), pk=pk)
    project_or_404(found.plan.project_id, seen_by=seen_by)
    return found


def remark_or_404(pk: int, *, seen_by) -> Remark:
    about = ("unit", "other_unit", "home", "answer__by__person", "consultation__plan__project")
    found = get_object_or_404(Remark.objects.select_related(*about), pk=pk)
    project_or_404(found.consultation.plan.project_id, seen_by=seen_by)
    return found


def published(project: Project):
    """What was shown of the project's plans, the last first."""
    rows = Consultation.objects.filter(plan__project=project)
    return rows.select_related("plan__project", "published_by__person")


def shown_or_404(slug: str) -> Consultation:
    """What residents may read: from its first day on, unless it was withdrawn."""
    found = get_object_or_404(
        Consultation.objects.select_related("plan__project__body"), slug=slug, withdrawn_at=None
    )
    if found.opens_on > today():
        raise Http404
    return found


def remarks(consultation: Consultation):
    return consultation.remarks.select_related("unit", "other_unit", "home", "answer__by__person").order_by(
        "number"
    )


def place_of(remark: Remark) -> str:
    """What a remark is pinned to, in words."""
    if remark.pin == Pin.UNIT and remark.unit:
        return remark.unit.name
    if remark.pin == Pin.BOUNDARY and remark.unit and remark.other_unit:
        return f"{remark.unit.name} | {remark.other_unit.name}"
    return f"“{remark.passage}”" if remark.pin == Pin.PASSAGE else ""


@dataclass(frozen=True)
class PinMark:
    """Where remarks are pinned on the map: how many, and how many of them object."""

    x: float
    y: float
    count: int
    objections: int
    title: str


def pins_of(consultation: Consultation) -> list[PinMark]:
    """A mark at each place that somebody spoke to: a unit, or between two."""
    places = {place.key: place for place in ground_of(consultation.plan.project).places}
    groups: dict[tuple[str, ...], list[Remark]] = {}
    for one in remarks(consultation).filter(pin__in=(Pin.UNIT, Pin.BOUNDARY)):
        keys = sorted(unit.key for unit in (one.unit, one.other_unit) if unit and unit.key in places)
        groups.setdefault(tuple(keys), []).append(one)
    return [
        PinMark(
            sum(places[key].x for key in keys) / len(keys),
            sum(places[key].y for key in keys) / len(keys),
            len(rows),
            sum(1 for one in rows if one.stance == Stance.OBJECT),
            _("%(place)s：%(n)s条意见") % {"place": place_of(rows[0]), "n": len(rows)},
        )
        for keys, rows in groups.items()
        if keys
    ]


def answer_of(remark: Remark) -> Answer | None:
    return getattr(remark, "answer", None)


def passages(consultation: Consultation) -> list[str]:
    """The explanation's paragraphs, each of which can be spoken to."""
    return [line.strip() for line in consultation.explanation.splitlines() if line.strip()]
