"""Who needs training, and why: worked out from what is known of each, so that nobody is asked for it.

First post and new post of the past year without a training for it, last year's appraisal, duties overdue today, hours
short of the norm, standing in reserve. A secretary's norm is what the institution in force asks; the others' is
the county's own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from jiceng.cadres.enums import CADRE_ORGANISATIONS, CADRE_POSTS, Grade
from jiceng.cadres.enums_development import Audience, Need, Norm, Release, TrainingState
from jiceng.cadres.models import AppraisalResult, Reserve, Trainee
from jiceng.cadres.queries.norms import norms_on
from jiceng.cadres.queries.people import cadres
from jiceng.cadres.rules import cadre_terms
from jiceng.cadres.rules_development import may_see_reserve, reserve_units
from jiceng.institutions.models import Duty, Obligation
from jiceng.kernel.validity import holds_on
from jiceng.organisations.models import Organisation, PartyMembership, Term
from jiceng.people.models import Person

A_YEAR = timedelta(days=365)
# In the order in which they are told; the first that holds is what somebody is enrolled for.
REASONS = (Need.FIRST, Need.NEW_POST, Need.APPRAISAL, Need.DUTY, Need.HOURS, Need.RESERVE)
LEVELS = {
    Audience.SECRETARIES: Q(secretary=1),
    Audience.DIRECTORS: Q(director=1, secretary=0),
    Audience.OTHERS: Q(lead=0),
}


def hours_norms(as_of: date) -> dict[str, int]:
    """Hours of the year asked of secretaries, directors and other cadres."""
    set_ = norms_on(as_of)
    asked = Obligation.objects.on(as_of).filter(evidence="training.own").aggregate(most=Max("need"))["most"]
    return {
        Audience.SECRETARIES: asked or set_[Norm.HOURS_LEADS],
        Audience.DIRECTORS: set_[Norm.HOURS_LEADS],
        Audience.OTHERS: set_[Norm.HOURS_OTHERS],
    }


def attended(as_of: date) -> QuerySet[Trainee]:
    """What counts in the year of the day: trainings that ended in it and were closed by then."""
    return Trainee.objects.filter(
        training__state=TrainingState.HELD,
        training__ends_on__year=as_of.year,
        training__closed_on__lte=as_of,
        hours__gt=0,
    )


def with_hours(rows: QuerySet[Person], as_of: date) -> QuerySet[Person]:
    """Adds `hours` of the year, and the `norm`; the rows are those of `cadres`."""
    norms = hours_norms(as_of)
    mine = attended(as_of).filter(person=OuterRef("pk")).order_by().values("person")
    total = Subquery(mine.annotate(total=Sum("hours")).values("total"), output_field=IntegerField())
    return rows.annotate(
        hours=Coalesce(total, 0),
        norm=Case(
            When(secretary=1, then=Value(norms[Audience.SECRETARIES])),
            When(lead=1, then=Value(norms[Audience.DIRECTORS])),
            default=Value(norms[Audience.OTHERS]),
            output_field=IntegerField(),
        ),
    )


def needs(*, seen_by, as_of: date) -> QuerySet[Person]:
    """Cadres in reach with a flag for each reason (`need_first`, ...), `late` duties, `hours`, `norm`, and whether they
    are `planned` for a training to come."""
    mine = {"person": OuterRef("pk")}
    begun = Term.objects.filter(cadre_terms(as_of), valid_from__gt=as_of - A_YEAR, **mine)
    before = Term.objects.filter(cadre_kinds(), valid_from__lte=as_of - A_YEAR, **mine)
    poor = AppraisalResult.objects.filter(
        file__person=OuterRef("pk"),
        year=as_of.year - 1,
        grade__in=(Grade.BASIC, Grade.INCOMPETENT, Grade.UNGRADED),
    )
    coming = Trainee.objects.filter(
        training__state__in=(TrainingState.PLANNED, TrainingState.CALLED), **mine
    ).exclude(release=Release.DECLINED)
    trained = Trainee.objects.filter(
        training__state=TrainingState.HELD,
        training__need__in=(Need.FIRST, Need.NEW_POST),
        training__ends_on__gt=as_of - A_YEAR,
        training__closed_on__lte=as_of,
        hours__gt=0,
        **mine,
    )
    rows = with_hours(cadres(seen_by=seen_by, as_of=as_of), as_of).annotate(
        late=_late(as_of),
        old=Exists(before),
        begun=_flag(Exists(begun) & ~Exists(trained)),
        planned=Exists(coming),
    )
    return rows.annotate(
        need_first=_flag(Q(begun=True, old=False)),
        need_new_post=_flag(Q(begun=True, old=True)),
        need_appraisal=_flag(Q(Exists(poor))),
        need_duty=_flag(Q(late__gt=0)),
        need_hours=_flag(Q(hours__lt=F("norm"))),
        need_reserve=_flag(Q(Exists(_waiting(seen_by, as_of).filter(**mine)))),
    )


def _waiting(seen_by, as_of: date) -> QuerySet[Reserve]:
    """Only to whom the reserve is open: whoever holds training learns nothing of it here."""
    rows = Reserve.objects.on(as_of)
    if seen_by is None:
        return rows
    if not may_see_reserve.test(seen_by):
        return rows.none()
    reach = Organisation.objects.filter(reserve_units(seen_by)).order_by()
    return rows.filter(post__organisation__in=reach)


def cadre_kinds() -> Q:
    """Terms in the posts of community cadres, of any day."""
    return Q(post__kind__in=CADRE_POSTS, post__organisation__kind__in=CADRE_ORGANISATIONS)


def _late(as_of: date) -> Coalesce:
    """Duties that the person bears as holder of a post, past their day and not done."""
    open_ = Q(fulfilled_on__isnull=True) | Q(fulfilled_on__gt=as_of)
    rows = Duty.objects.filter(open_, due_on__lt=as_of, withdrawn_on__isnull=True)
    rows = rows.filter(holds_on(as_of, "term__"), term__person=OuterRef("pk"), due_on__year=as_of.year)
    counted = rows.order_by().values("term__person").annotate(many=Count("pk"))
    return Coalesce(Subquery(counted.values("many"), output_field=IntegerField()), 0)


def _flag(condition) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def reasons_of(person: Person) -> list[str]:
    return [one for one in REASONS if getattr(person, f"need_{one}")]


def anything(rows: QuerySet[Person]) -> QuerySet[Person]:
    """Who has a need besides standing in reserve."""
    wanted = Q()
    for one in REASONS[:-1]:
        wanted |= Q(**{f"need_{one}": True})
    return rows.filter(wanted)


@dataclass(frozen=True)
class NeedLine:
    """One reason: how many at each level, and how many of them are planned for a training to come."""

    need: str
    counts: tuple[int, ...]
    planned: int

    @property
    def total(self) -> int:
        return sum(self.counts)


def need_lines(rows: QuerySet[Person]) -> list[NeedLine]:
    """By reason and level, in one query."""
    wanted = {}
    for need in REASONS:
        flag = Q(**{f"need_{need}": True})
        wanted |= {f"{need}_{level}": Count("pk", filter=flag & query) for level, query in LEVELS.items()}
        wanted[f"{need}_planned"] = Count("pk", filter=flag & Q(planned=True))
    found = rows.order_by().aggregate(**wanted)
    return [
        NeedLine(need, tuple(found[f"{need}_{level}"] for level in LEVELS), found[f"{need}_planned"])
        for need in REASONS
    ]


def needs_of(people: Iterable[int], *, seen_by, as_of: date) -> dict[Person, str]:
    """Cadres among some people, each with the first reason that holds; standing in reserve is not written down."""
    rows = needs(seen_by=seen_by, as_of=as_of).filter(pk__in=list(people))
    return {one: next((need for need in reasons_of(one) if need != Need.RESERVE), Need.OTHER) for one in rows}


def members_of(branch: Organisation | None, *, as_of: date) -> QuerySet[Person]:
    """Everybody on the roll of a branch; nobody for no branch."""
    rolls = (
        PartyMembership.objects.on(as_of).filter(branch=branch) if branch else PartyMembership.objects.none()
    )
    return Person.objects.filter(pk__in=rolls.values("person"))
