"""Representatives against their norm, their absences, who may sign a petition."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.meetings.enums import MeetingState, PetitionBase, Right
from jiceng.meetings.kinds.norms import Norms
from jiceng.meetings.models import Invitation, Meeting, Petition, RepresentativeSeat, RollEntry
from jiceng.meetings.queries.norms import norms_on
from jiceng.meetings.queries.registers import ADULT, territory_of, years_before
from jiceng.meetings.rules import led
from jiceng.organisations.enums import PostKind
from jiceng.organisations.models import Organisation, Residence, Term, TerritoryFigures
from jiceng.people.enums import Sex
from jiceng.people.models import Person


@dataclass(frozen=True)
class Group:
    """An electoral group with its households and how many represent it, against how many may."""

    name: str
    households: int
    seats: int
    least: int
    most: int

    @property
    def fault(self) -> str:
        values = {"group": self.name, "households": self.households, "seats": self.seats}
        values |= {"least": self.least, "most": self.most}
        if not self.households:
            return _("%(group)s没有登记户数。") % values
        if self.least <= self.seats <= self.most:
            return ""
        return _("%(group)s%(households)d户，应有%(least)d—%(most)d名代表，现有%(seats)d名。") % values


@dataclass(frozen=True)
class Standing:
    """How many representatives there are against how many there may be, and how many are women (`unsaid`: their sex is
    not registered); `first` is one of their terms."""

    count: int
    households: int
    least: int
    most: int
    norms: Norms
    first: int | None = None
    women: int = 0
    unsaid: int = 0

    @property
    def women_least(self) -> int:
        return self.norms.representation.women_least(self.count)

    @property
    def faults(self) -> list[str]:
        """What is not as the norm wants it, as sentences."""
        said = []
        values = {"households": self.households, "text": self.norms.representation.text, "count": self.count}
        values |= {"least": self.least, "most": self.most, "women": self.women, "unsaid": self.unsaid}
        if not self.households:
            said.append(_("社区的户数还没有登记，无法核对代表名额。"))
        elif not self.least <= self.count <= self.most:
            said.append(_("%(households)d户，%(text)s，应有%(least)d—%(most)d名，现有%(count)d名。") % values)
        if self.women < self.women_least:
            values["women_least"] = self.women_least
            said.append(_("女代表%(women)d名，应不少于%(women_least)d名。") % values)
            if self.unsaid:
                said.append(
                    ngettext(
                        "另有%(unsaid)d名代表没有登记性别。",
                        "另有%(unsaid)d名代表没有登记性别。",
                        values["unsaid"],
                    )
                    % values
                )
        return said

    @property
    def lawful(self) -> bool:
        return not self.faults


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
    rows = list(representatives(organisation, day).values_list("pk", "person__sex"))
    women = sum(sex == Sex.FEMALE for _pk, sex in rows)
    unsaid = sum(sex in (Sex.UNKNOWN, Sex.NOT_SAID) for _pk, sex in rows)
    first = rows[0][0] if rows else None
    return Standing(len(rows), households, least, most, norms, first, women, unsaid)


def group_seats(organisation: Organisation, day: date) -> QuerySet[RepresentativeSeat]:
    """Seats of the day that groups of households sent; those of resident units are none."""
    terms = representatives(organisation, day).order_by().values("pk")
    return RepresentativeSeat.objects.filter(term__in=terms, unit=None)


def groups(organisation: Organisation, day: date, norms: Norms) -> list[Group]:
    """Electoral groups by name; a group's households are those of any of its seats that has them."""
    rows = group_seats(organisation, day).order_by().values("group")
    counted = rows.annotate(known=Max("households"), seats=Count("pk")).order_by("group")
    return [Group(one["group"], one["known"], one["seats"], *norms.seats(one["known"])) for one in counted]


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
    if base == PetitionBase.GROUPS:
        return group_seats(organisation, day).order_by().values("group").distinct().count()
    return _adults(organisation, day).count()


def _adults(organisation: Organisation, day: date) -> QuerySet[Residence]:
    rows = Residence.objects.on(day).filter(territory=territory_of(organisation))
    return rows.filter(person__born_on__lte=years_before(day, ADULT))


def is_in_base(petition: Petition, person: Person, day: date) -> bool:
    """A household signs through one of its adults, a group through one of its representatives."""
    sent = representatives(petition.organisation, day).filter(person=person)
    if petition.base == PetitionBase.REPRESENTATIVES:
        return sent.exists()
    if petition.base == PetitionBase.GROUPS:
        return sent.filter(seat__unit=None).exclude(seat__group="").exclude(seat=None).exists()
    return _adults(petition.organisation, day).filter(person=person).exists()


def signed_for(petition: Petition, person: Person, day: date) -> bool:
    """Somebody else of the same group, or of the same household (where the address is registered), has signed: both
    count as one."""
    signed = petition.supports.values("person")
    if petition.base == PetitionBase.GROUPS:
        seats = group_seats(petition.organisation, day)
        own = seats.filter(term__person=person).values("group")
        return seats.filter(term__person__in=signed, group__in=own).exists()
    if petition.base == PetitionBase.HOUSEHOLDS:
        homes = _adults(petition.organisation, day).exclude(address="")
        own = homes.filter(person=person).values("address")
        return homes.filter(person__in=signed, address__in=own).exists()
    return False


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
