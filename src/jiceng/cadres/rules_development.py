"""Who sees and keeps the reserve, who holds training, who answers whether somebody can be spared.

The reserve is no public list: the organisation department keeps it, county leaders and the secretaries of towns and
streets see it for the posts below them. Nobody sees whether they are in it themselves.
"""

import rules
from django.db.models import Q, QuerySet

from jiceng.cadres.enums import Right
from jiceng.cadres.enums_development import TrainingState
from jiceng.cadres.models import Trainee, Training
from jiceng.cadres.rules import units_of
from jiceng.kernel.access import holds
from jiceng.kernel.pages import today
from jiceng.kernel.validity import holds_on
from jiceng.organisations.enums import BRANCHES, Kind
from jiceng.organisations.models import Organisation, PartyMembership, Term
from jiceng.organisations.rules.roles import (
    CountyLeader,
    StreetOfficer,
    StreetSecretary,
    TownOfficer,
    TownSecretary,
    extend,
)
from jiceng.organisations.rules.scope import reaches, reaches_all, scope
from jiceng.people.models import Person

extend(CountyLeader, Right.SEE_RESERVE)
for _role in (TownSecretary, StreetSecretary):
    extend(_role, Right.SEE_RESERVE, Right.RELEASE)
for _role in (TownOfficer, StreetOfficer):
    extend(_role, Right.TRAIN)

may_see_reserve = holds(Right.SEE_RESERVE)
may_keep_reserve = holds(Right.KEEP_RESERVE)
may_see_training = holds(Right.SEE)
may_train = holds(Right.TRAIN)
may_release = holds(Right.RELEASE)


@rules.predicate
def may_keep_reserve_of(account, post=None) -> bool:
    """Keeps the reserve of this post."""
    return may_keep_reserve.test(account) and (
        post is None or reaches(account, Right.KEEP_RESERVE, post.organisation)
    )


def reserve_units(seen_by) -> Q:
    """Organisations whose reserve the account sees, as a filter on Organisation."""
    return scope(seen_by, Right.SEE_RESERVE)


@rules.predicate
def may_train_for(account, unit=None) -> bool:
    """Holds training in the name of this unit."""
    if not may_train.test(account):
        return False
    return unit is None or reaches(account, Right.TRAIN, unit)


@rules.predicate
def may_answer_release(account, person=None) -> bool:
    """Answers for the unit in which the person serves."""
    if not may_release.test(account):
        return False
    return person is None or Person.objects.filter(people_of(account, Right.RELEASE), pk=person.pk).exists()


@rules.predicate
def may_bring_home(account, training=None) -> bool:
    """Holds the tour, or took part in it."""
    if training is None or may_train_for.test(account, training.plan.unit):
        return True
    return bool(account.person_id) and training.trainees.filter(person=account.person_id).exists()


def people_of(account, right: str) -> Q:
    """People who hold a post today in what `right` reaches, and members of its branches who hold none, as a filter on
    Person."""
    if reaches_all(account, right):
        return Q()
    reach = Organisation.objects.filter(scope(account, right)).order_by().values("pk")
    held, members = _serving(reach)
    return Q(pk__in=held) | Q(pk__in=members)


def _serving(reach: QuerySet) -> tuple[QuerySet, QuerySet]:
    """Who holds a post in the organisations today; members of their branches who hold no post anywhere."""
    day = today()
    terms = Term.objects.on(day).filter(holds_on(day, "post__"))
    rolls = PartyMembership.objects.on(day).filter(branch__in=reach)
    members = rolls.exclude(person__in=terms.values("person")).order_by().values("person")
    return terms.filter(post__organisation__in=reach).order_by().values("person"), members


def units_training(account) -> QuerySet[Organisation]:
    """Units in whose name the account makes plans, and to whom it gives the work that tours bring home."""
    kinds = (
        *(Kind.ORGANISATION_DEPARTMENT, Kind.TOWN_PARTY_COMMITTEE, Kind.STREET_WORKING_COMMITTEE),
        *(Kind.STREET_OFFICE, Kind.DEPARTMENT),
    )
    rows = Organisation.objects.on(today()).filter(scope(account, Right.TRAIN), kind__in=kinds)
    return rows.order_by("kind", "code", "pk")


def branches_to_train(account) -> QuerySet[Organisation]:
    """Branches whose members the account may train."""
    rows = Organisation.objects.on(today()).filter(scope(account, Right.TRAIN), kind__in=BRANCHES)
    return rows.order_by("code", "name", "pk")


def trainings_to_fill(account) -> QuerySet[Training]:
    """Classes and tours of the account's units to which people can still be added."""
    units = Organisation.objects.filter(scope(account, Right.TRAIN)).order_by().values("pk")
    return Training.objects.filter(
        plan__unit__in=units, state__in=(TrainingState.PLANNED, TrainingState.CALLED)
    )


def plans_of(seen_by) -> Q:
    """Plans that the account sees, as a filter on TrainingPlan: of units in its reach, and those in which somebody
    in its reach takes part."""
    if reaches_all(seen_by, Right.SEE):
        return Q()
    reach = Organisation.objects.filter(units_of(seen_by)).order_by().values("pk")
    held, members = _serving(reach)
    ours = Q(person__in=held) | Q(person__in=members)
    with_ours = Trainee.objects.filter(ours).values("training__plan")
    return Q(unit__in=reach) | Q(pk__in=with_ours)


def trainings_of(seen_by) -> Q:
    """Classes and tours of those plans, as a filter on Training."""
    if reaches_all(seen_by, Right.SEE):
        return Q()
    reach = Organisation.objects.filter(units_of(seen_by)).order_by().values("pk")
    held, members = _serving(reach)
    ours = Q(person__in=held) | Q(person__in=members)
    with_ours = Trainee.objects.filter(ours).values("training")
    return Q(plan__unit__in=reach) | Q(pk__in=with_ours)


def trainees_seen(account, training: Training) -> Q:
    """Which trainees the account sees, as a filter on Trainee: all where the class is its own, else its people."""
    if account is None or reaches(account, Right.SEE, training.plan.unit):
        return Q()
    reach = Organisation.objects.filter(units_of(account)).order_by().values("pk")
    held, members = _serving(reach)
    return Q(person__in=held) | Q(person__in=members)


__all__ = [
    "branches_to_train",
    "may_answer_release",
    "may_bring_home",
    "may_keep_reserve",
    "may_keep_reserve_of",
    "may_release",
    "may_see_reserve",
    "may_see_training",
    "may_train",
    "may_train_for",
    "people_of",
    "plans_of",
    "reserve_units",
    "trainees_seen",
    "trainings_of",
    "trainings_to_fill",
    "units_training",
]
