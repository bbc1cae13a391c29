"""Representatives against their norm, their absences, who may sign a petition."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from jiceng.meetings.enums import MeetingState, PetitionBase, Right
from jiceng.meetings.kinds.norms import Norms, norms_on
from jiceng.meetings.models import Invitation, Meeting, Petition, RollEntry
from jiceng.meetings.queries.registers import ADULT, territory_of, years_before
from jiceng.meetings.rules import led
from jiceng.organisations.enums import PostKind
from jiceng.organisations.models import Organisation, Residence, Term, TerritoryFigures
from jiceng.people.models import Person


@dataclass(frozen=True)
class Standing:
    """How many representatives there are against how many there may be; `first` is one of their terms."""

    count: int
    households: int
    least: int
    most: int
    norms: Norms
    first: int | None = None

    @property
    def lawful(self) -> bool:
        return self.least <= self.count <= self.most


def representatives(organisation: Organisation, day: date) -> QuerySet[Term]:
    rows = Term.objects.on(day).filter(post__organisation=organisation, post__kind=PostKind.REPRESENTATIVE)
    return rows.select_related("person", "post__organisation", "seat__unit").order_by("person__pinyin", "pk")


def households_of(organisation: Organisation, day: date) -> int:
    area = territory_of(organisation)
    row = TerritoryFigures.objects.on(day).filter(organisation=area).first() if area else None
    return row.households if row else 0


def standing(organisation: Organisation, day: date) -> Standing:
    norms = norms_on(day)
    households = households_of(organisation, day)
    least, most = norms.seats(households)
    rows = representatives(organisation, day)
    first = rows.values_list("pk", flat=True).first()
    return Standing(rows.count(), households, least, most, norms, first)


def congresses(organisation: Organisation, year: int) -> QuerySet[Meeting]:
    return Meeting.objects.filter(
        organisation=organisation, kind="congress", year=year, state=MeetingState.CLOSED
    )


def absences(organisation: Organisation, year: int) -> dict[int, int]:
    """Person → congresses of the year at which they stood on the roll, did not come, and had not asked for leave. Whom
    nobody told, though others were, came onto the roll when it was opened: not their absence."""
    rows = RollEntry.objects.filter(
        meeting__in=congresses(organisation, year), attendance=None, person__isnull=False
    ).exclude(invitation__answer="absent")
    others = Invitation.objects.filter(entry__meeting=OuterRef("meeting"))
    rows = rows.exclude(Exists(others), invitation=None)
    return dict(rows.order_by().values_list("person").annotate(times=Count("pk")))


def absences_of(term: Term, year: int) -> int:
    return absences(term.post.organisation, year).get(term.person_id, 0)


def base_count(organisation: Organisation, base: str, day: date) -> int:
    """How many there are of whom a share must sign."""
    if base == PetitionBase.REPRESENTATIVES:
        return representatives(organisation, day).count()
    if base == PetitionBase.HOUSEHOLDS:
        return households_of(organisation, day)
    return _adults(organisation, day).count()


def _adults(organisation: Organisation, day: date) -> QuerySet[Residence]:
    rows = Residence.objects.on(day).filter(territory=territory_of(organisation))
    return rows.filter(person__born_on__lte=years_before(day, ADULT))


def is_in_base(petition: Petition, person: Person, day: date) -> bool:
    """A household signs through one of its adults."""
    if petition.base == PetitionBase.REPRESENTATIVES:
        return representatives(petition.organisation, day).filter(person=person).exists()
    return _adults(petition.organisation, day).filter(person=person).exists()


def petitions(*, seen_by) -> QuerySet[Petition]:
    rows = Petition.objects.select_related("organisation").annotate(names=Count("supports"))
    if seen_by is None:
        return rows
    reach = led(seen_by, Right.SEE).order_by().values("pk") | led(seen_by, Right.HAND_IN).order_by().values(
        "pk"
    )
    return rows.filter(Q(organisation__in=reach))


def petition_or_404(pk: int, *, seen_by) -> Petition:
    row = petitions(seen_by=seen_by).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
