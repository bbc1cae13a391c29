"""The party roll and the residents' roll, each through its own right and line; never joined."""

from datetime import date

from django.db.models import Q, QuerySet

from jiceng.organisations.enums import Right
from jiceng.organisations.models import Organisation, PartyMembership, Residence, Term
from jiceng.organisations.queries.figures import members, members_outside, territories
from jiceng.organisations.rules.scope import in_scope
from jiceng.people.models import Person


def party_roll(
    *, seen_by, as_of: date, organisation: Organisation | None = None, outside: bool = False
) -> QuerySet[PartyMembership]:
    """Memberships of the day in branches that the party roll's right reaches; `outside`: only members who live
    outside the territory of their branch."""
    rows = members_outside(as_of, organisation) if outside else members(as_of, organisation)
    reach = in_scope(seen_by, Right.SEE_PARTY_ROLL, as_of).order_by().values("pk")
    if seen_by is not None:
        rows = rows.filter(branch__in=reach)
    return rows.select_related("person", "branch", "group")


def residents_roll(*, seen_by, as_of: date, organisation: Organisation | None = None) -> QuerySet[Residence]:
    """Homes of the day in territories that the residents' roll's right reaches."""
    rows = Residence.objects.on(as_of)
    if organisation is not None:
        rows = rows.filter(territory__in=territories(as_of, organisation).order_by().values("pk"))
    if seen_by is not None:
        reach = in_scope(seen_by, Right.SEE_RESIDENTS_ROLL, as_of).order_by().values("pk")
        rows = rows.filter(territory__in=reach)
    return rows.select_related("person", "territory")


def persons_seen(*, seen_by) -> QuerySet[Person]:
    """People whom the account may open: on a roll that its right reaches today or once reached, in a post of an
    organisation in its scope, or the account's own person."""
    if seen_by is None:
        return Person.objects.all()
    on_roll = PartyMembership.objects.filter(branch__in=in_scope(seen_by, Right.SEE_PARTY_ROLL))
    at_home = Residence.objects.filter(territory__in=in_scope(seen_by, Right.SEE_RESIDENTS_ROLL))
    in_post = Term.objects.filter(post__organisation__in=in_scope(seen_by, Right.SEE_STRUCTURE))
    return Person.objects.filter(
        Q(pk__in=on_roll.order_by().values("person"))
        | Q(pk__in=at_home.order_by().values("person"))
        | Q(pk__in=in_post.order_by().values("person"))
        | Q(pk=seen_by.person_id)
    )


def memberships_of(person: Person, *, seen_by) -> list[PartyMembership]:
    """The person's party rows that the account may see."""
    rows = PartyMembership.objects.filter(person=person).select_related("branch", "group")
    if seen_by is not None and seen_by.person_id != person.pk:
        rows = rows.filter(branch__in=in_scope(seen_by, Right.SEE_PARTY_ROLL))
    return list(rows.order_by("valid_from"))


def homes_of(person: Person, *, seen_by) -> list[Residence]:
    """The person's homes that the account may see."""
    rows = Residence.objects.filter(person=person).select_related("territory")
    if seen_by is not None and seen_by.person_id != person.pk:
        rows = rows.filter(territory__in=in_scope(seen_by, Right.SEE_RESIDENTS_ROLL))
    return list(rows.order_by("valid_from"))


def terms_of(person: Person) -> list[Term]:
    """Posts are public: who held which, when."""
    rows = Term.objects.filter(person=person).select_related("post__organisation", "instrument")
    return list(rows.order_by("valid_from"))
