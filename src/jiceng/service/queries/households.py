"""The roll of key households as its keepers see it: who is on it, who was met this quarter, who was not."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Max, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.kernel.components import Fact, Figure
from jiceng.kernel.frontpage import Card, Row
from jiceng.organisations.models import Organisation
from jiceng.service.enums import Need, Right
from jiceng.service.models import HouseholdStay, HouseholdVisit, KeyHousehold
from jiceng.service.queries.coverage import counted_visits, quarter_of
from jiceng.service.rules import communities_of, households_of

SHOWN = 5


@dataclass(frozen=True)
class RollLine:
    """One household on a day; `name` is masked but for the family name, `last` is when somebody was met."""

    pk: int
    name: str
    need: str
    need_word: str
    community: str
    last: date | None
    met: bool
    place: int = 0

    @property
    def light(self) -> tuple[str, str]:
        return ("done", _("本季度已走访")) if self.met else ("soon", _("本季度没有走访"))


def roll(*, seen_by, as_of: date) -> list[RollLine]:
    """Those not met this quarter first, the longest ago at the head."""
    first, _last = quarter_of(as_of)
    stays = households_of(seen_by, as_of).select_related("household", "community")
    last_met = _last_met(stays, as_of)
    lines = []
    for stay in stays:
        row, last = stay.household, last_met.get(stay.household_id)
        met = last is not None and last >= first
        need = Need(row.need)
        lines.append(
            RollLine(row.pk, masked(row.name), need, str(need.label), str(stay.community), last, met)
        )
    lines.sort(key=lambda one: (one.met, one.last or date.min, one.pk))
    return [replace(one, place=number) for number, one in enumerate(lines)]


def _last_met(stays: QuerySet[HouseholdStay], as_of: date) -> dict[int, date]:
    visits = counted_visits().filter(household__in=stays.order_by().values("household"), on__lte=as_of)
    return dict(visits.order_by().values_list("household").annotate(last=Max("on")))


def masked(name: str) -> str:
    """The family name and stars: enough for whoever knows the household."""
    return name[:1] + "*" * max(len(name) - 1, 1)


def figures(lines: list[RollLine]) -> list[Figure]:
    left, url = sum(not one.met for one in lines), reverse("households")
    return [
        Figure(_("在册"), len(lines), unit=_("户")),
        Figure(_("本季度已走访"), len(lines) - left, unit=_("户"), url=f"{url}?met=yes"),
        Figure(
            _("本季度没有走访"),
            left,
            unit=_("户"),
            url=f"{url}?met=no" if left else "",
            tone="soon" if left else "done",
        ),
    ]


def household_or_404(pk: int, *, seen_by) -> KeyHousehold:
    """Also one that has left the roll, for those who keep the roll that it stood on."""
    mine = Organisation.objects.filter(communities_of(seen_by, Right.HOUSEHOLDS)).order_by()
    rows = KeyHousehold.objects.filter(stays__community__in=mine.values("pk")).distinct()
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def facts_of(row: KeyHousehold) -> list[Fact]:
    stay = row.stays.select_related("community").last()
    found = [
        Fact(_("社区"), str(stay.community)),
        Fact(_("类别"), row.get_need_display()),
        Fact(_("住址"), row.address or "—"),
        Fact(_("联系电话"), row.phone or "—"),
        Fact(_("需要留意的"), row.note or "—"),
        Fact(_("入册日期"), row.stays.first().valid_from.isoformat()),
    ]
    if stay.valid_to:
        found.append(Fact(_("出册日期"), stay.valid_to.isoformat(), note=stay.ended_why))
    return found


def visits_to(row: KeyHousehold) -> list[HouseholdVisit]:
    return list(row.visits.filter(annulled_on=None)[:40])


def unvisited_card(*, seen_by, as_of: date) -> Card | None:
    """Who was not met yet this quarter: one tap from recording the visit."""
    left = [one for one in roll(seen_by=seen_by, as_of=as_of) if not one.met]
    if not left:
        return None
    _first, last = quarter_of(as_of)
    rows = [
        Row(
            f"{one.name}　{one.need_word}",
            reverse("household_visit", args=[one.pk]),
            note=_("记一次走访"),
            detail=_("上次%(day)s") % {"day": one.last.isoformat()} if one.last else _("还没有走访过"),
        )
        for one in left[:SHOWN]
    ]
    near = (last - as_of).days < 31
    return Card(
        _("本季度还没走访的重点户"),
        rows,
        len(left),
        f"{reverse('households')}?met=no",
        "soon" if near else "",
    )
