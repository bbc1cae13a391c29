"""The standing check: every community has rooms, and as many as the county's norm of the day asks for.

Part of what organisations find wrong or missing. Before the county's first norm nothing is missing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Organisation
from jiceng.organisations.queries.checks import register
from jiceng.organisations.queries.figures import territories
from jiceng.organisations.rules.checks import Check, Severity
from jiceng.resources.queries.stock import norm_on, stocks


@dataclass(frozen=True)
class RoomFacts:
    """One community on one day: m² that it has, that it is owed (None where households are not counted), that are
    missing; and whether the share for activities is below the norm."""

    pk: int
    name: str
    area: Decimal
    owed: Decimal | None
    gap: Decimal | None
    few_activities: bool


def room_facts(as_of: date, organisation: Organisation | None = None) -> Iterable[RoomFacts]:
    norm = norm_on(as_of)
    if norm is None:
        return
    for one in stocks(territories(as_of, organisation).filter(kind=Kind.COMMUNITY), as_of, norm):
        yield RoomFacts(one.pk, one.name, one.area, one.owed, one.gap, one.few_activities)


def _remedy(facts: RoomFacts) -> str:
    return reverse("community_venues", args=[facts.pk])


def _check(key: str, title, sentence, severity: Severity, broken, values, action) -> Check:
    source = _("本县社区用房标准")
    return Check(key, title, sentence, source, "", severity, RoomFacts, broken, values, action, _remedy)


CHECKS = (
    _check(
        "V01",
        _("社区没有用房"),
        _("本社区没有办公和活动用房。"),
        Severity.MUST,
        lambda one: not one.area,
        lambda one: {},
        _("看社区用房"),
    ),
    _check(
        "V02",
        _("社区用房不达标"),
        _("应有%(owed)s平方米，还差%(gap)s平方米。"),
        Severity.SHOULD,
        lambda one: bool(one.area and one.gap),
        lambda one: {"owed": one.owed, "gap": one.gap},
        _("安排补足措施"),
    ),
    _check(
        "V03",
        _("居民活动面积占比不够"),
        _("用房中供居民活动的面积占比低于标准。"),
        Severity.INFO,
        lambda one: one.few_activities,
        lambda one: {},
        _("看社区用房"),
    ),
)


def register_checks() -> None:
    register(CHECKS, room_facts)
