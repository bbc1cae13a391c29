"""Plans of training, classes and tours, one with its people, what stands in a person's file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Avg, Count, F, Q, QuerySet, Sum
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from jiceng.cadres.enums import Right
from jiceng.cadres.enums_development import Adoption, Release, TrainingKind, TrainingState
from jiceng.cadres.models import TourProposal, Trainee, Training, TrainingPlan
from jiceng.cadres.queries.people import cadres
from jiceng.cadres.queries.training_needs import attended, with_hours
from jiceng.cadres.rules_development import (
    may_bring_home,
    may_train_for,
    people_of,
    plans_of,
    trainees_seen,
    trainings_of,
)
from jiceng.kernel.access import holds
from jiceng.kernel.components import Fact, Figure
from jiceng.kernel.frontpage import Card, Row
from jiceng.kernel.units import ITEMS, PEOPLE
from jiceng.people.models import Person

LIGHTS = {
    TrainingState.PLANNED: "info",
    TrainingState.CALLED: "soon",
    TrainingState.HELD: "done",
    TrainingState.DROPPED: "none",
}
PROPOSAL_LIGHTS = {Adoption.OPEN: "soon", Adoption.ADOPTED: "done", Adoption.DECLINED: "none"}


def plans(*, seen_by, year: int) -> QuerySet[TrainingPlan]:
    """With how many trainings they hold, hours and budget."""
    live = ~Q(trainings__state=TrainingState.DROPPED)
    return (
        TrainingPlan.objects.filter(plans_of(seen_by), year=year)
        .select_related("unit")
        .annotate(
            many=Count("trainings", filter=live),
            cost=Sum("trainings__cost", filter=live),
            held=Count("trainings", filter=Q(trainings__state=TrainingState.HELD)),
        )
        .order_by("unit__code", "pk")
    )


def trainings(*, seen_by, year: int) -> QuerySet[Training]:
    """Classes and tours of the year, with how many people."""
    return (
        Training.objects.filter(trainings_of(seen_by), plan__year=year)
        .select_related("plan__unit")
        .annotate(people=Count("trainees", filter=~Q(trainees__release=Release.DECLINED)))
    )


def plan_or_404(pk: int, *, seen_by) -> TrainingPlan:
    found = TrainingPlan.objects.filter(plans_of(seen_by), pk=pk).select_related("unit").first()
    if found is None:
        raise Http404
    return found


def own_plan_or_404(pk: int, *, seen_by) -> TrainingPlan:
    """One that the account keeps."""
    found = plan_or_404(pk, seen_by=seen_by)
    if not may_train_for.test(seen_by, found.unit):
        raise Http404
    return found


def training_or_404(pk: int, *, seen_by) -> Training:
    rows = Training.objects.filter(trainings_of(seen_by), pk=pk).select_related("plan__unit")
    if (found := rows.first()) is None:
        raise Http404
    return found


def own_training_or_404(pk: int, *, seen_by) -> Training:
    """One that the account holds."""
    found = training_or_404(pk, seen_by=seen_by)
    if not may_train_for.test(seen_by, found.plan.unit):
        raise Http404
    return found


def trainee_or_404(pk: int, *, seen_by) -> Trainee:
    rows = Trainee.objects.select_related("training__plan__unit", "person")
    found = rows.filter(training__in=Training.objects.filter(trainings_of(seen_by)), pk=pk).first()
    if found is None:
        raise Http404
    return found


def asked_trainee_or_404(pk: int, *, seen_by) -> Trainee:
    """Somebody for whose unit the account answers."""
    rows = Trainee.objects.filter(person__in=Person.objects.filter(people_of(seen_by, Right.RELEASE)))
    found = rows.select_related("training", "person").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def proposal_or_404(pk: int, *, seen_by) -> TourProposal:
    rows = TourProposal.objects.filter(training__in=Training.objects.filter(trainings_of(seen_by)))
    found = rows.select_related("training__plan__unit", "task__unit").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def year_figures(*, seen_by, year: int, as_of: date) -> list[Figure]:
    """How the year stands: trainings, people, hours a head against the norm, what tours brought home."""
    seen = Training.objects.filter(trainings_of(seen_by), plan__year=year)
    counted = seen.aggregate(
        many=Count("pk", filter=~Q(state=TrainingState.DROPPED)),
        held=Count("pk", filter=Q(state=TrainingState.HELD)),
    )
    rows = with_hours(cadres(seen_by=seen_by, as_of=as_of), as_of).order_by()
    hours = rows.aggregate(short=Count("pk", filter=Q(hours__lt=F("norm"))), everybody=Count("pk"))
    proposals = TourProposal.objects.filter(training__in=seen)
    adopted = proposals.filter(state=Adoption.ADOPTED).count()
    return [
        Figure(
            _("培训"), counted["many"], _("期"), "", "", _("已结业%(held)d期") % {"held": counted["held"]}
        ),
        Figure(
            _("学时未达标"),
            hours["short"],
            PEOPLE,
            f"{reverse('training_needs')}?need=hours",
            "",
            _("共%(count)d人") % {"count": hours["everybody"]},
        ),
        Figure(
            pgettext("列表", "考察建议"),
            proposals.count(),
            ITEMS,
            note=_("采纳%(count)d项") % {"count": adopted},
        ),
    ]


@dataclass(frozen=True)
class Effect:
    """Average points before and after, over those who have both; how many passed."""

    before: float | None
    after: float | None
    counted: int
    passed: int
    attended: int


def effect(training: Training) -> Effect:
    both = Q(before__isnull=False, after__isnull=False)
    found = training.trainees.aggregate(
        before_=Avg("before", filter=both),
        after_=Avg("after", filter=both),
        counted=Count("pk", filter=both),
        passed=Count("pk", filter=Q(outcome="passed")),
        attended=Count("pk", filter=Q(hours__gt=0)),
    )
    return Effect(found["before_"], found["after_"], found["counted"], found["passed"], found["attended"])


def page(training: Training, account) -> dict:
    """Everything that the page of a training shows to this account."""
    holds_it = may_train_for.test(account, training.plan.unit)
    people = list(
        training.trainees.filter(trainees_seen(account, training))
        .select_related("person")
        .order_by("person__pinyin", "pk")
    )
    answers = set()
    if training.state == TrainingState.CALLED and holds(Right.RELEASE).test(account):
        mine = Person.objects.filter(people_of(account, Right.RELEASE))
        answers = set(training.trainees.filter(person__in=mine).values_list("pk", flat=True))
    began = training.state in {TrainingState.CALLED, TrainingState.HELD}
    return {
        "facts": _facts(training),
        "light": (LIGHTS[training.state], training.get_state_display()),
        "people": people,
        "answers": answers,
        "waiting": sum(one.pk in answers and one.release == Release.ASKED for one in people),
        "holds_it": holds_it,
        "enrol_url": f"{reverse('training_enrol')}?training={training.pk}",
        "effect": effect(training) if holds_it else None,
        "proposals": [(one, PROPOSAL_LIGHTS[one.state]) for one in training.proposals.select_related("task")],
        "is_tour": training.kind == TrainingKind.TOUR,
        "may_bring_home": training.kind == TrainingKind.TOUR
        and began
        and may_bring_home.test(account, training),
    }


def _facts(one: Training) -> list[Fact]:
    spent = "" if one.spent is None else _("，实际%(yuan)s元") % {"yuan": f"{one.spent:,.2f}"}
    return [
        Fact(_("计划"), str(one.plan.unit), reverse("training_plan", args=[one.plan_id])),
        Fact(_("形式"), one.get_kind_display()),
        Fact(pgettext("培训", "对象"), one.get_audience_display()),
        Fact(_("针对的需求"), one.get_need_display()),
        Fact(_("时间"), f"{one.starts_on.isoformat()} – {one.ends_on.isoformat()}"),
        Fact(_("学时"), one.hours),
        Fact(_("地点"), one.place),
        Fact(_("授课人或接待单位"), one.teachers or "—"),
        Fact(_("经费"), _("预算%(yuan)s元") % {"yuan": f"{one.cost:,.2f}"} + spent),
    ]


def proposal_facts(row: TourProposal) -> list[Fact]:
    """What was seen, what is proposed, what became of it as a task."""
    found = [
        Fact(_("考察单位"), row.seen_at),
        Fact(_("学到的做法"), row.learned),
        Fact(
            _("答复"), f"{row.answer}　{row.answered_on.isoformat()}" if row.answered_on else _("还没有答复")
        ),
    ]
    if row.task is None:
        return found
    task = row.task
    if task.done_on:
        state = _("%(day)s完成：%(result)s") % {"day": task.done_on.isoformat(), "result": task.result}
    elif task.dropped_on:
        state = _("%(day)s取消：%(why)s") % {"day": task.dropped_on.isoformat(), "why": task.dropped_why}
    else:
        due = task.due_on.isoformat() if task.due_on else "—"
        state = _("%(unit)s办理中，%(day)s前完成") % {"unit": task.unit.name, "day": due}
    return [*found, Fact(_("任务"), state, reverse("task", args=[task.pk]))]


@dataclass(frozen=True)
class Learnt:
    """What the file of a person says of training: hours of the year against the norm, each training."""

    hours: int
    norm: int | None
    rows: list[Trainee]

    @property
    def light(self) -> tuple[str, str]:
        if self.norm is None:
            return "none", _("不在社区干部职务上")
        return ("done", _("已达标")) if self.hours >= self.norm else ("soon", _("未达标"))


def learnt(person: int, as_of: date) -> Learnt:
    held = Trainee.objects.filter(
        person=person, training__state=TrainingState.HELD, training__closed_on__lte=as_of
    )
    rows = list(held.select_related("training").order_by("-training__starts_on", "-pk"))
    found = with_hours(cadres(seen_by=None, as_of=as_of), as_of).filter(pk=person).first()
    if found is not None:
        return Learnt(found.hours, found.norm, rows)
    hours = attended(as_of).filter(person=person).aggregate(total=Sum("hours"))["total"]
    return Learnt(hours or 0, None, rows)


def waiting_trainees(*, seen_by) -> QuerySet[Trainee]:
    """Who waits for the answer of the account's unit."""
    mine = Person.objects.filter(people_of(seen_by, Right.RELEASE))
    return Trainee.objects.filter(
        release=Release.ASKED, training__state=TrainingState.CALLED, person__in=mine
    )


def release_card(*, seen_by, as_of: date) -> Card | None:
    """Trainings whose call waits for the answer of the account's unit."""
    rows = waiting_trainees(seen_by=seen_by)
    counted = (
        rows.order_by()
        .values("training", "training__title", "training__starts_on")
        .annotate(many=Count("pk"))
    )
    found = list(counted.order_by("training__starts_on", "training"))
    if not found:
        return None
    shown = [
        Row(
            one["training__title"],
            reverse("training", args=[one["training"]]),
            "late" if one["training__starts_on"] <= as_of else "soon",
            _("%(day)s开班") % {"day": one["training__starts_on"].isoformat()},
            _("%(count)d人待答复") % {"count": one["many"]},
        )
        for one in found[:5]
    ]
    return Card(_("调训待答复"), shown, len(found), reverse("trainings"), shown[0].light)


def budget(rows: Iterable[Training]) -> Decimal:
    return sum((one.cost for one in rows if one.state != TrainingState.DROPPED), Decimal(0))
