"""What must hold for a territory: one branch, a residents' committee, counts and size."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from jiceng.organisations.enums import Kind
from jiceng.organisations.rules.checks.facts import RESIDENTS_LAW, Check, CommunityFacts, Severity, page_of


def _new_branch(facts: CommunityFacts) -> str:
    return f"{reverse('organisation_found')}?kind={Kind.PARTY_BRANCH}&territory={facts.pk}"


def _new_committee(facts: CommunityFacts) -> str:
    return f"{reverse('organisation_found')}?kind={Kind.RESIDENTS_COMMITTEE}&territory={facts.pk}"


COMMUNITY_CHECKS: tuple[Check, ...] = (
    Check(
        "C01",
        _("一社区一支部"),
        ngettext_lazy(
            "本社区有%(branches)d个党组织，应当正好一个。",
            "本社区有%(branches)d个党组织，应当正好一个。",
            "branches",
        ),
        _("一社区一支部"),
        "",
        Severity.MUST,
        CommunityFacts,
        lambda one: one.kind == Kind.COMMUNITY and one.branches != 1,
        lambda one: {"branches": one.branches},
        _("设立党支部"),
        _new_branch,
    ),
    Check(
        "C02",
        _("没有居民委员会"),
        _("本社区没有居民委员会。"),
        RESIDENTS_LAW,
        "",
        Severity.MUST,
        CommunityFacts,
        lambda one: one.kind == Kind.COMMUNITY and one.committees == 0,
        lambda one: {},
        _("设立居民委员会"),
        _new_committee,
    ),
    Check(
        "C03",
        _("没有辖区数据"),
        _("没有登记户数和人口。"),
        _("统计口径"),
        "",
        Severity.SHOULD,
        CommunityFacts,
        lambda one: one.households is None,
        lambda one: {},
        _("登记辖区数据"),
        page_of("territory_count"),
    ),
    Check(
        "B01",
        _("社区规模"),
        ngettext_lazy(
            "有%(households)d户，一般为一千户至三千户。",
            "有%(households)d户，一般为一千户至三千户。",
            "households",
        ),
        RESIDENTS_LAW,
        "",
        Severity.INFO,
        CommunityFacts,
        lambda one: (
            one.kind == Kind.COMMUNITY and one.households is not None and not 1000 <= one.households <= 3000
        ),
        lambda one: {"households": one.households},
        _("查看社区"),
        page_of("organisation"),
        effective_from=date(2026, 1, 1),
    ),
    Check(
        "B01.2025",
        _("居民委规模"),
        ngettext_lazy(
            "有%(households)d户，一般为一百户至七百户。",
            "有%(households)d户，一般为一百户至七百户。",
            "households",
        ),
        RESIDENTS_LAW,
        "第六条",
        Severity.INFO,
        CommunityFacts,
        lambda one: one.households is not None and not 100 <= one.households <= 700,
        lambda one: {"households": one.households},
        _("查看辖区"),
        page_of("organisation"),
        effective_from=date(1990, 1, 1),
        effective_to=date(2026, 1, 1),
    ),
)
