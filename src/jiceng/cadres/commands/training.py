"""Training from the plan of a year to what the files say: planned, called, attended, closed and evaluated."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.cadres.enums_development import Audience, Need, Release, TrainingKind, TrainingState
from jiceng.cadres.models import Trainee, Training, TrainingPlan
from jiceng.cadres.rules_development import may_answer_release, may_train_for
from jiceng.institutions.commands.evidence import annul, attest
from jiceng.institutions.models import Evidence
from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.pinyin import initials, spelled
from jiceng.kernel.record import kind_of, record
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.enums import BRANCHES, PostKind
from jiceng.organisations.models import Organisation, PartyMembership, Term
from jiceng.people.models import Person

OWN, MEMBERS = "training.own", "training.members"
RUNNING = (TrainingState.PLANNED, TrainingState.CALLED)


@dataclass(frozen=True)
class NewTraining:
    """A class or a tour as it is planned."""

    title: str
    place: str
    starts_on: date
    ends_on: date
    hours: int
    kind: str = TrainingKind.CLASS
    audience: str = Audience.ALL
    need: str = Need.OTHER
    programme: str = ""
    teachers: str = ""
    cost: Decimal = Decimal(0)


@dataclass(frozen=True)
class Result:
    """How it went for one: hours attended, points before and after, passed or not."""

    hours: int
    before: int | None = None
    after: int | None = None
    outcome: str = ""
    note: str = ""


@transaction.atomic
def make_training_plan(*, by, unit: Organisation, year: int, aims: str = "") -> TrainingPlan:
    must(by, may_train_for, unit, _("无权为这个单位制定培训计划。"))
    Organisation.objects.select_for_update().get(pk=unit.pk)
    if TrainingPlan.objects.filter(unit=unit, year=year).exists():
        raise ImpossibleError(_("这个单位已有这一年的培训计划。"))
    row = TrainingPlan.objects.create(unit=unit, year=year, aims=aims.strip()[:500])
    record(by=by, verb="cadres.make_training_plan", target=row, after={"unit": unit.pk, "year": year})
    return row


def _plan(by, plan: TrainingPlan) -> TrainingPlan:
    row = TrainingPlan.objects.select_for_update(of=("self",)).select_related("unit").get(pk=plan.pk)
    must(by, may_train_for, row.unit, _("无权为这个单位组织培训。"))
    return row


@transaction.atomic
def adopt_training_plan(*, by, plan: TrainingPlan, on: date | None = None) -> TrainingPlan:
    row = _plan(by, plan)
    if row.adopted_on is not None:
        raise ImpossibleError(_("这份计划已经通过。"))
    if not row.trainings.exclude(state=TrainingState.DROPPED).exists():
        raise ImpossibleError(_("计划里还没有培训。"))
    row.adopted_on = on or today()
    row.save(update_fields=["adopted_on"])
    record(by=by, verb="cadres.adopt_training_plan", target=row, after={"on": row.adopted_on})
    return row


@transaction.atomic
def plan_training(*, by, plan: TrainingPlan, new: NewTraining) -> Training:
    """A class or tour of the plan's year; also after the plan was adopted, since needs arise."""
    row = _plan(by, plan)
    title = " ".join(new.title.split())[:120]
    if new.ends_on < new.starts_on:
        raise ImpossibleError(_("结束日期不能早于开始日期。"))
    if new.starts_on.year != row.year:
        raise ImpossibleError(_("开始日期须在%(year)d年。") % {"year": row.year})
    if row.trainings.filter(title=title, starts_on=new.starts_on).exists():
        raise ImpossibleError(_("计划里已有这一天开始的同名培训。"))
    words = {"title": title, "pinyin": spelled(title)[:720], "initials": initials(title)[:120]}
    made = Training.objects.create(plan=row, **vars(new) | words)
    after = {"title": title, "starts_on": new.starts_on, "hours": new.hours}
    record(by=by, verb="cadres.plan_training", target=made, after=after)
    return made


@transaction.atomic
def plan_trainings(*, by, plan: TrainingPlan, rows: Iterable[NewTraining]) -> int:
    """Several at once, all or none."""
    wanted = list(rows)
    if not wanted:
        raise ImpossibleError(_("没有要列入的培训。"))
    for one in wanted:
        plan_training(by=by, plan=plan, new=one)
    return len(wanted)


def _locked(by, training: Training, *states: str) -> Training:
    """The class as it stands, in one of the states."""
    rows = Training.objects.select_for_update(of=("self",)).select_related("plan__unit")
    row = rows.get(pk=training.pk)
    must(by, may_train_for, row.plan.unit, _("无权为这个单位组织培训。"))
    if row.state not in states:
        raise ImpossibleError(_("这期培训%(state)s，不能这样办。") % {"state": row.get_state_display()})
    return row


@transaction.atomic
def enrol(*, by, training: Training, people: Mapping[Person, str]) -> int:
    """People with the need that each has; who is in already is left alone. Gives how many are new."""
    row = _locked(by, training, *RUNNING)
    if not people:
        raise ImpossibleError(_("请先选人。"))
    known = set(row.trainees.values_list("person", flat=True))
    release = Release.ASKED if row.state == TrainingState.CALLED else Release.NONE
    new = [
        Trainee(training=row, person=one, need=need, release=release)
        for one, need in people.items()
        if one.pk not in known
    ]
    Trainee.objects.bulk_create(new)
    if new:
        record(by=by, verb="cadres.enrol", target=row, after={"people": len(new)})
    return len(new)


@transaction.atomic
def leave_out(*, by, trainee: Trainee) -> Training:
    row = _locked(by, trainee.training, *RUNNING)
    gone = Trainee.objects.filter(pk=trainee.pk, training=row).select_related("person").first()
    if gone is None:
        raise ImpossibleError(_("学员名单里已没有这个人。"))
    before = {"person": gone.person_id}
    gone.delete()
    record(by=by, verb="cadres.leave_out", target=row, before=before)
    return row


@transaction.atomic
def call_training(*, by, training: Training, on: date | None = None) -> Training:
    """The notice goes out: each unit is asked whether it can spare the person."""
    row = _locked(by, training, TrainingState.PLANNED)
    if not row.trainees.exists():
        raise ImpossibleError(_("还没有确定学员。"))
    row.state, row.called_on = TrainingState.CALLED, on or today()
    row.save(update_fields=["state", "called_on"])
    row.trainees.update(release=Release.ASKED)
    record(by=by, verb="cadres.call_training", target=row, after={"on": row.called_on})
    return row


@transaction.atomic
def answer_release(*, by, trainees: Iterable[Trainee], granted: bool, why: str = "") -> int:
    """The unit answers, for one or several; a no has its reason. Gives how many were answered."""
    rows = list(
        Trainee.objects.select_for_update(of=("self",))
        .select_related("training", "person")
        .filter(pk__in=[one.pk for one in trainees])
    )
    if not granted and not why.strip():
        raise ImpossibleError(_("请写不能参加的理由。"))
    for row in rows if by is not None else ():
        must(by, may_answer_release, row.person, _("无权替这个单位答复调训。"))
    if not rows or any(row.training.state != TrainingState.CALLED for row in rows):
        raise ImpossibleError(_("这期培训不在等待答复。"))
    state, reason = (Release.GRANTED, "") if granted else (Release.DECLINED, why.strip()[:300])
    keys = [row.pk for row in rows]
    done = Trainee.objects.filter(pk__in=keys).update(release=state, release_why=reason)
    after = {"people": len(rows), "release": state}
    record(by=by, verb="cadres.answer_release", target=rows[0].training, after=after)
    return done


@transaction.atomic
def enter_results(*, by, training: Training, results: Mapping[int, Result]) -> Training:
    """By the clerk, when it has begun; once it is closed, a correction moves the evidence too."""
    row = _locked(by, training, TrainingState.CALLED, TrainingState.HELD)
    if row.starts_on > today():
        raise ImpossibleError(_("培训还没有开始。"))
    rows = {one.pk: one for one in row.trainees.select_related("person")}
    if not set(results) <= set(rows):
        raise ImpossibleError(_("学员名单里已没有这个人。"))
    for key, result in results.items():
        if result.hours > row.hours:
            words = {"name": rows[key].person.name, "hours": row.hours}
            raise ImpossibleError(_("%(name)s的实到学时多于本期的%(hours)d学时。") % words)
        for field, value in vars(result).items():
            setattr(rows[key], field, value)
    changed = [rows[key] for key in results]
    Trainee.objects.bulk_update(changed, list(vars(Result(0))))
    record(by=by, verb="cadres.enter_results", target=row, after={"people": len(changed)})
    if row.state == TrainingState.HELD:
        for one in (*changed, row):
            annul(source=one, why=_("更正培训结果"))
        _attest(row, changed)
        _attest_members(row)
    return row


@transaction.atomic
def close_training(
    *, by, training: Training, evaluation: str, spent: Decimal | None = None, on: date | None = None
) -> Training:
    """With its evaluation; from now on the hours count in the files, for the duty of secretaries and for what branches
    owe their members."""
    row, day = _locked(by, training, TrainingState.CALLED), on or today()
    if row.ends_on > day or day > today():
        raise ImpossibleError(_("培训还没有结束。"))
    if not evaluation.strip():
        raise ImpossibleError(_("请写培训评估。"))
    came = row.trainees.exclude(release=Release.DECLINED)
    if came.filter(hours__isnull=True).exists():
        raise ImpossibleError(_("还有学员没有登记实到学时；没有来的登记0。"))
    row.state, row.closed_on = TrainingState.HELD, day
    row.evaluation, row.spent = evaluation.strip()[:2000], spent
    row.save(update_fields=["state", "closed_on", "evaluation", "spent"])
    record(by=by, verb="cadres.close_training", target=row, after={"on": day, "spent": spent})
    _attest(row, list(came.select_related("person")))
    _attest_members(row)
    return row


def _attest(training: Training, trainees: list[Trainee]) -> None:
    """The hours of secretaries are evidence for the duty of their branch."""
    terms = Term.objects.on(training.ends_on).filter(
        person__in=[one.person_id for one in trainees if one.hours],
        post__kind=PostKind.SECRETARY,
        post__organisation__kind__in=BRANCHES,
    )
    branches = {term.person_id: term.post.organisation for term in terms.select_related("post__organisation")}
    for one in trainees:
        if one.hours and one.person_id in branches:
            attest(
                kind=OWN,
                organisation=branches[one.person_id],
                person=one.person,
                on=training.ends_on,
                amount=one.hours,
                source=one,
                source_url=reverse("training", args=[training.pk]),
            )


def _attest_members(training: Training) -> None:
    """A branch owes its members hours by head: those of the year's trainings shared among its roll, in whole
    hours, less what is told already."""
    day, year = training.ends_on, training.ends_on.year
    came = training.trainees.filter(hours__gt=0).values("person")
    roll = PartyMembership.objects.on(day)
    branches = roll.filter(person__in=came).order_by().values("branch")
    for branch in Organisation.objects.filter(pk__in=branches):
        members = roll.filter(branch=branch).order_by().values("person")
        held = Trainee.objects.filter(training__state=TrainingState.HELD, training__ends_on__year=year)
        hours = held.filter(person__in=members).aggregate(sum=Sum("hours"))["sum"] or 0
        known = Evidence.objects.filter(
            kind=MEMBERS,
            organisation=branch,
            source_kind=kind_of(training),
            annulled_at=None,
            on__year=year,
        ).aggregate(sum=Sum("amount"))["sum"]
        amount = hours // members.count() - (known or 0)
        if amount > 0:
            attest(
                kind=MEMBERS,
                organisation=branch,
                on=day,
                amount=amount,
                source=training,
                source_url=reverse("training", args=[training.pk]),
            )


@transaction.atomic
def drop_training(*, by, training: Training, why: str) -> Training:
    row = _locked(by, training, *RUNNING)
    if not why.strip():
        raise ImpossibleError(_("请写取消的理由。"))
    row.state, row.dropped_why = TrainingState.DROPPED, why.strip()[:300]
    row.save(update_fields=["state", "dropped_why"])
    record(by=by, verb="cadres.drop_training", target=row, why=row.dropped_why)
    return row
