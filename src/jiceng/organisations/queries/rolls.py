"""The party roll and the residents' roll, each through its own right and line; never joined."""

from datetime import date

from django.db.models import QuerySet

from jiceng.organisations.enums import Right
from jiceng.organisations.models import Organisation, PartyMembership, Reorganisation, Residence, Term
from jiceng.organisations.queries.comparison import touched
from jiceng.organisations.queries.figures import members, members_outside, roll_tallies, territories
from jiceng.organisations.rules import may_keep_party_roll
from jiceng.organisations.rules.scope import in_scope, reaches_all
from jiceng.people.models import Person


def party_roll(
    *,
    seen_by,
    as_of: date,
    organisation: Organisation | None = None,
    outside: bool = False,
    change: Reorganisation | None = None,
) -> QuerySet[PartyMembership]:
    """Memberships of the day in branches that the party roll's right reaches; `outside`: only members who live
    outside the territory of their branch; `change`: only branches of territories that the reorganisation was about."""
    rows = _outside(as_of, organisation) if outside else members(as_of, organisation)
    if change is not None:
        rows = rows.filter(branch__territory__in=touched(change, as_of=as_of).order_by().values("pk"))
    if not reaches_all(seen_by, Right.SEE_PARTY_ROLL):
        reach = in_scope(seen_by, Right.SEE_PARTY_ROLL, as_of).order_by().values("pk")
        rows = rows.filter(branch__in=reach)
    return rows.select_related("person", "branch", "group")


def _outside(as_of: date, organisation: Organisation | None) -> QuerySet[PartyMembership]:
    """Looked for only on the rolls of branches that have some, and before anything is put in order: else a database
    walks all people in the order of pinyin for the one it does not find."""
    having = [branch for branch, one in roll_tallies(as_of, organisation).items() if one.outside]
    rows = members_outside(as_of, organisation).filter(branch__in=having).order_by()
    return PartyMembership.objects.filter(pk__in=rows.values("pk"))


def residents_roll(*, seen_by, as_of: date, organisation: Organisation | None = None) -> QuerySet[Residence]:
    """Homes of the day in territories that the residents' roll's right reaches."""
    rows = Residence.objects.on(as_of)
    if organisation is not None:
        rows = rows.filter(territory__in=territories(as_of, organisation).order_by().values("pk"))
    if not reaches_all(seen_by, Right.SEE_RESIDENTS_ROLL):
        reach = in_scope(seen_by, Right.SEE_RESIDENTS_ROLL, as_of).order_by().values("pk")
        rows = rows.filter(territory__in=reach)
    return rows.select_related("person", "territory")


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


def memberships_section(*, seen_by, person: Person, as_of: date) -> dict | None:
    """For the person's page: where the party roll is kept, if the asker may know."""
    memberships = memberships_of(person, seen_by=seen_by)
    if not memberships:
        return None
    present = next((row for row in memberships if _holds(row, as_of)), None)
    may_keep = present is not None and may_keep_party_roll.test(seen_by, present.branch)
    return {"memberships": memberships, "present": present, "may_keep": may_keep}


def _holds(row: PartyMembership, day: date) -> bool:
    return row.valid_from <= day and (row.valid_to is None or row.valid_to > day)


def homes_section(*, seen_by, person: Person, as_of: date) -> dict | None:
    """For the person's page: homes, if the asker may know."""
    homes = homes_of(person, seen_by=seen_by)
    return {"homes": homes} if homes else None


def terms_section(*, seen_by, person: Person, as_of: date) -> dict | None:
    """For the person's page: posts of all days."""
    terms = terms_of(person)
    return {"terms": terms} if terms else None
