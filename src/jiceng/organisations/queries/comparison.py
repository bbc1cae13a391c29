"""The county before and after a reorganisation, and the units that it was about."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.kernel.components import Bar, Change, Strip, Unit
from jiceng.kernel.units import HOUSEHOLDS, PEOPLE
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Lineage, Organisation, Reorganisation
from jiceng.organisations.queries.figures import (
    Figures,
    county_figures,
    territories,
    with_branches,
    with_counts,
    with_members,
)


def predecessors(reorganisation: Reorganisation) -> set[int]:
    """The territories that it turns into others."""
    return {pk for one in reorganisation.orders["communities"] for pk in one["predecessors"]}


def successors(reorganisation: Reorganisation) -> QuerySet[Lineage]:
    """What became of them on the day, as the lineage says; nothing before it is executed or once it is taken back."""
    return Lineage.objects.filter(
        predecessor__in=predecessors(reorganisation),
        on=reorganisation.effective_on,
        successor__kind=Kind.COMMUNITY,
    )


def touched(reorganisation: Reorganisation, *, as_of: date) -> QuerySet[Organisation]:
    """The territories of the day that it was about: the old ones until the eve, the new ones from the day on."""
    became = successors(reorganisation).order_by().values("successor")
    return territories(as_of).filter(Q(pk__in=predecessors(reorganisation)) | Q(pk__in=became))


@dataclass(frozen=True)
class Spread:
    """One measure of the territories, before and after."""

    title: str
    unit: Unit
    strips: list[Strip]


@dataclass(frozen=True)
class Comparison:
    """The county on the eve and on the day, and the territories that changed, with their numbers."""

    reorganisation: Reorganisation
    eve: date
    before: Figures
    after: Figures
    areas_before: list[Organisation]
    areas_after: list[Organisation]

    @property
    def on(self) -> date:
        return self.reorganisation.effective_on

    @property
    def one_branch(self) -> int:
        """How many of the new communities have exactly one branch."""
        return sum(area.branches_then == 1 for area in self.areas_after)

    @property
    def list_before(self) -> str:
        return list_of(self.reorganisation, self.eve)

    @property
    def list_after(self) -> str:
        return list_of(self.reorganisation, self.on)

    @property
    def spreads(self) -> list[Spread]:
        """Households, and full members as norms count them."""
        return [
            self._spread(_("各辖区户数"), HOUSEHOLDS, "households_then"),
            self._spread(_("各辖区正式党员"), PEOPLE, "full_then"),
        ]

    def _spread(self, title: str, unit: Unit, measure: str) -> Spread:
        days = (
            (_("调整前"), self.areas_before, self.eve, self.list_before, "two"),
            (_("调整后"), self.areas_after, self.on, self.list_after, "one"),
        )
        strips = [
            Strip(label, [Bar(one.name, getattr(one, measure), page_of(one.pk, day)) for one in areas], *more)
            for label, areas, day, *more in days
        ]
        return Spread(title, unit, strips)


def list_of(reorganisation: Reorganisation, day: date) -> str:
    """The list of the territories that it was about, as they were on the day."""
    return f"{reverse('organisation_list')}?reorganisation={reorganisation.pk}&as_of={day.isoformat()}"


def page_of(pk: int, day: date) -> str:
    """The organisation's page on the day."""
    return f"{reverse('organisation', args=[pk])}?as_of={day.isoformat()}"


def comparison(reorganisation: Reorganisation, *, seen_by) -> Comparison:
    """The day before and the day of effect, computed from what stands in the rolls for those days."""
    day = reorganisation.effective_on
    eve = day - timedelta(days=1)
    return Comparison(
        reorganisation,
        eve,
        county_figures(seen_by=seen_by, as_of=eve),
        county_figures(seen_by=seen_by, as_of=day),
        _counted(reorganisation, eve),
        _counted(reorganisation, day),
    )


def _counted(reorganisation: Reorganisation, day: date) -> list[Organisation]:
    rows = with_branches(touched(reorganisation, as_of=day), day)
    return list(with_members(with_counts(rows, day), day).order_by("code", "pk"))


def pairs(found: Comparison) -> list[Change]:
    """The county's figures before and after."""
    a, b = found.before, found.after
    return [
        Change(
            _("辖区（居民委、社区）"),
            a.residents_committees_old + a.communities,
            b.residents_committees_old + b.communities,
        ),
        Change(_("党组织"), a.branches, b.branches),
        Change(
            _("住在支部辖区外的党员"),
            a.members_outside_their_community_branch,
            b.members_outside_their_community_branch,
        ),
    ]
