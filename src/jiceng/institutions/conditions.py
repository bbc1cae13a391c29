"""Conditions under which an organisation owes something: each is a set of organisations on a day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.validity import holds_on
from jiceng.organisations.enums import TERRITORIES, Kind, Standing
from jiceng.organisations.models import Organisation
from jiceng.organisations.rules.forms import COMMITTEE_FROM


@dataclass(frozen=True)
class Condition:
    """A name for the files, words for the pages, and the organisations for which it holds on a day."""

    key: str
    label: str | Promise
    hold: Callable[[date], QuerySet]


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
        Condition("seven_full_members", _("正式党员7人以上"), _seven_full_members),
        Condition("has_groups", _("划分了党小组"), _has_groups),
        Condition("has_units", _("有驻区单位"), _has_units),
        Condition("new_form", _("改革后的组织"), _new_form),
    )
}


def holding(keys: list[str], day: date) -> set[int] | None:
    """Ids of the organisations for which all of the conditions hold; None when there is no condition."""
    found: set[int] | None = None
    for key in keys:
        ids = set(CONDITIONS[key].hold(day).values_list("pk", flat=True))
        found = ids if found is None else found & ids
    return found
