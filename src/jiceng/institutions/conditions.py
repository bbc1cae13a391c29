"""Conditions under which an organisation owes something: each is a set of organisations on a day."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.validity import Dated, holds_on
from jiceng.organisations.enums import TERRITORIES, Kind, Standing
from jiceng.organisations.models import Organisation, PartyMembership, Placement
from jiceng.organisations.rules.forms import COMMITTEE_FROM


@dataclass(frozen=True)
class Condition:
    """A name for the files, words for the pages, the organisations for which it holds on a day, and the dated rows
    that it looks at: between two days on which one of these begins or ends it cannot change."""

    key: str
    label: str | Promise
    hold: Callable[[date], QuerySet]
    looks_at: tuple[type[Dated], ...] = (Organisation,)


def _serves_community(day: date) -> QuerySet:
    """A community, or the old committee's area: party rules make no difference."""
    return Organisation.objects.on(day).filter(territory__kind__in=TERRITORIES)


def _seven_full_members(day: date) -> QuerySet:
    full = Q(members__standing=Standing.FULL) & holds_on(day, "members__")
    return (
        Organisation.objects.on(day)
        .annotate(full=Count("members", filter=full))
        .filter(full__gte=COMMITTEE_FROM)
    )


def _has_groups(day: date) -> QuerySet:
    groups = Organisation.objects.on(day).filter(kind=Kind.PARTY_GROUP)
    above = groups.filter(holds_on(day, "placements__")).values("placements__superior")
    return Organisation.objects.on(day).filter(pk__in=above)


def _has_units(day: date) -> QuerySet:
    units = Organisation.objects.on(day).filter(kind=Kind.RESIDENT_UNIT, territory__isnull=False)
    areas = units.values("territory")
    return Organisation.objects.on(day).filter(Q(pk__in=areas) | Q(territory__in=areas))


def _new_form(day: date) -> QuerySet:
    old = (Kind.OLD_RESIDENTS_COMMITTEE, Kind.STREET_OFFICE, Kind.STREET_GENERAL_BRANCH)
    return (
        Organisation.objects.on(day)
        .exclude(kind__in=old)
        .exclude(territory__kind=Kind.OLD_RESIDENTS_COMMITTEE)
    )


CONDITIONS = {
    one.key: one
    for one in (
        Condition("serves_community", _("服务于社区或居民委"), _serves_community),
        Condition(
            "seven_full_members", _("正式党员7人以上"), _seven_full_members, (Organisation, PartyMembership)
        ),
        Condition("has_groups", _("划分了党小组"), _has_groups, (Organisation, Placement)),
        Condition("has_units", _("有驻区单位"), _has_units),
        Condition("new_form", _("改革后的组织"), _new_form),
    )
}


class Holding:
    """For which organisations conditions hold on a day. With a `span` (first day, last day) each is asked once for all
    the days of it between two changes: dear for a few days, cheap for a year of the whole county."""

    def __init__(self, span: tuple[date, date] | None = None):
        self._span = span
        self._changes: dict[type[Dated], list[date]] = {}
        self._found: dict[tuple[str, date], frozenset[int]] = {}

    @classmethod
    def over(cls, since: date, until: date, organisations: Iterable[int] | None) -> "Holding":
        """For every organisation (None) over all the days; for a few, day by day."""
        return cls((since, until) if organisations is None else None)

    def on(self, keys: Iterable[str], day: date) -> frozenset[int] | None:
        """Ids of the organisations for which all of the conditions hold; None when there is no condition."""
        found: frozenset[int] | None = None
        for key in keys:
            ids = self._of(key, day)
            found = ids if found is None else found & ids
        return found

    def _of(self, key: str, day: date) -> frozenset[int]:
        condition = CONDITIONS[key]
        since = max(self._last_change(model, day) for model in condition.looks_at)
        if (key, since) not in self._found:
            self._found[key, since] = frozenset(condition.hold(since).values_list("pk", flat=True))
        return self._found[key, since]

    def _last_change(self, model: type[Dated], day: date) -> date:
        """The latest day up to this one, of those looked at, on which such a row begins or ends."""
        if self._span is None or not self._span[0] <= day <= self._span[1]:
            return day
        if model not in self._changes:
            begun = model.objects.filter(valid_from__range=self._span).values_list("valid_from", flat=True)
            ended = model.objects.filter(valid_to__range=self._span).values_list("valid_to", flat=True)
            self._changes[model] = sorted({self._span[0], *begun.distinct(), *ended.distinct()})
        return self._changes[model][bisect_right(self._changes[model], day) - 1]
