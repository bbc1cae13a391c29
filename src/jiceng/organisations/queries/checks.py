"""The standing checks over the whole county, or one part of it, in a constant number of queries."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from jiceng.kernel.kept import until_next_write
from jiceng.organisations.enums import BRANCHES, TERRITORIES, Kind, PostKind, Right
from jiceng.organisations.models import Organisation, Term, TerritoryFigures
from jiceng.organisations.queries.figures import branches, is_whole, roll_tallies, territories
from jiceng.organisations.queries.names import organisations_on
from jiceng.organisations.queries.tallies import LARGE, Tallies, Tally
from jiceng.organisations.rules.checks import (
    CHECKS,
    BranchFacts,
    Check,
    CommunityFacts,
    Severity,
    TermFacts,
)
from jiceng.organisations.rules.scope import in_scope, reaches_all

COMMITTEE_POSTS = (
    PostKind.SECRETARY,
    PostKind.DEPUTY_SECRETARY,
    PostKind.ORGANISATION_MEMBER,
    PostKind.PUBLICITY_MEMBER,
    PostKind.DISCIPLINE_MEMBER,
    PostKind.COMMITTEE_MEMBER,
)
LED_BY_TERM = (PostKind.SECRETARY, PostKind.DIRECTOR)
ORDER = list(Severity)
Gather = Callable[[date, Organisation | None], Iterable]
_further: list[tuple[tuple[Check, ...], Gather]] = []


def register(checks: tuple[Check, ...], gather: Gather) -> None:
    """Further checks of an app higher up; `gather(as_of, organisation)` gives their facts in one query."""
    _further.append((checks, gather))


def every_check() -> tuple[Check, ...]:
    """Those of this app and those registered."""
    return (*CHECKS, *(check for checks, _gather in _further for check in checks))


@dataclass(frozen=True)
class Finding:
    """One rule broken by one organisation: what is wrong, under which source, and what to do next. `row` is the
    finding's own among those of its check."""

    check: Check
    organisation: int
    name: str
    text: str
    url: str
    row: int

    @property
    def light(self) -> str:
        return self.check.severity.value


def findings(
    *, seen_by, as_of: date, organisation: Organisation | None = None, rolls: Tallies | None = None
) -> tuple[Finding, ...]:
    """What is wrong or missing on the day, gravest first: in `organisation` and below it, or in all that the
    account's structure right reaches. `rolls`: the tallies of the same rolls where they are known already."""
    if not is_whole(organisation):
        return _findings(as_of, organisation, rolls)
    name = ("findings", as_of, get_language())
    found = until_next_write(lambda: _findings(as_of, None, rolls), *name, least=LARGE)
    if organisation is not None or reaches_all(seen_by, Right.SEE_STRUCTURE):
        return found
    mine = set(in_scope(seen_by, Right.SEE_STRUCTURE, as_of).values_list("pk", flat=True))
    return tuple(one for one in found if one.organisation in mine)


def _findings(as_of: date, organisation: Organisation | None, rolls: Tallies | None) -> tuple[Finding, ...]:
    facts = (
        *branch_facts(as_of, organisation, rolls),
        *community_facts(as_of, organisation),
        *term_facts(as_of, organisation),
        *(one for _checks, gather in _further for one in gather(as_of, organisation)),
    )
    found = [_finding(check, one) for check, one in _broken(facts, as_of)]
    return tuple(
        sorted(found, key=lambda one: (ORDER.index(one.check.severity), one.check.key, one.organisation))
    )


def _broken(facts: Iterable, as_of: date) -> Iterable[tuple[Check, object]]:
    in_force = [check for check in every_check() if check.in_force(as_of)]
    for one in facts:
        for check in in_force:
            if isinstance(one, check.about) and check.broken(one):
                yield check, one


def _finding(check: Check, facts) -> Finding:
    text = check.sentence % check.values(facts)
    return Finding(check, facts.pk, facts.name, text, check.url(facts), getattr(facts, "term", facts.pk))


def branch_facts(
    as_of: date, organisation: Organisation | None = None, rolls: Tallies | None = None
) -> list[BranchFacts]:
    """One row for each party organisation of the day."""
    rows = list(branches(as_of, organisation))
    if rolls is None:
        rolls = roll_tallies(as_of, organisation)
    nobody = Tally()
    held = Counter(_held(branches(as_of, organisation), as_of, COMMITTEE_POSTS))
    return [
        BranchFacts(
            pk=row.pk,
            name=row.name_then,
            kind=row.kind,
            territory=row.territory_id,
            full=rolls.get(row.pk, nobody).full,
            probationary=rolls.get(row.pk, nobody).probationary,
            committee_held=sum(held[row.pk, kind] for kind in COMMITTEE_POSTS),
            has_secretary=held[row.pk, PostKind.SECRETARY] > 0,
            outside=rolls.get(row.pk, nobody).outside,
            ends=row.valid_to,
            on=as_of,
        )
        for row in rows
    ]


def _ids(rows: QuerySet[Organisation]) -> QuerySet:
    return rows.order_by().values("pk")


def _held(rows: QuerySet[Organisation], as_of: date, kinds: Iterable[PostKind]) -> list[tuple[int, str]]:
    """(organisation, kind of post) for each term that holds on the day."""
    terms = Term.objects.on(as_of).filter(post__organisation__in=_ids(rows), post__kind__in=kinds)
    return list(terms.values_list("post__organisation", "post__kind"))


def community_facts(as_of: date, organisation: Organisation | None = None) -> list[CommunityFacts]:
    """One row for each territory of the day."""
    areas = territories(as_of, organisation)
    serving = Counter(
        Organisation.objects.on(as_of)
        .filter(territory__in=_ids(areas), kind__in=(*BRANCHES, Kind.RESIDENTS_COMMITTEE))
        .values_list("territory", "kind")
    )
    counts = dict(
        TerritoryFigures.objects.on(as_of)
        .filter(organisation__in=_ids(areas))
        .values_list("organisation", "households")
    )
    return [
        CommunityFacts(
            pk=row.pk,
            name=row.name_then,
            kind=row.kind,
            branches=sum(serving[row.pk, kind] for kind in BRANCHES),
            committees=serving[row.pk, Kind.RESIDENTS_COMMITTEE],
            households=counts.get(row.pk),
        )
        for row in areas
    ]


def term_facts(as_of: date, organisation: Organisation | None = None) -> list[TermFacts]:
    """One row for each term of a secretary or director, in branches and residents' committees."""
    kinds = (*BRANCHES, Kind.RESIDENTS_COMMITTEE, *TERRITORIES)
    bodies = organisations_on(as_of).filter(kind__in=kinds)
    if organisation is not None:
        areas = _ids(territories(as_of, organisation))
        mine = Q(pk__in=_ids(branches(as_of, organisation))) | Q(pk__in=areas) | Q(territory__in=areas)
        bodies = bodies.filter(mine)
    terms = (
        Term.objects.on(as_of)
        .filter(post__organisation__in=_ids(bodies), post__kind__in=LED_BY_TERM)
        .select_related("post__organisation", "person")
    )
    return [
        TermFacts(
            pk=term.post.organisation_id,
            name=term.post.organisation.name,
            person=term.person.name,
            organisation_kind=term.post.organisation.kind,
            post=term.post.kind,
            begins=term.valid_from,
            ends=term.valid_to,
            serves_territory=term.post.organisation.territory_id is not None,
            on=as_of,
            term=term.pk,
        )
        for term in terms
    ]
