"""Where this app shows itself: navigation, search, front page."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.kernel import frontpage, navigation, search
from jiceng.kernel.access import holds
from jiceng.organisations.enums import Right
from jiceng.organisations.queries import front, rolls
from jiceng.organisations.rules import (
    may_execute_reorganisation,
    may_keep_organisations,
    may_see_party_roll,
    may_see_residents_roll,
)
from jiceng.people import sections

SEES = holds(Right.SEE_STRUCTURE)
PERSON_SECTIONS = (
    ("memberships", "organisations/person_memberships.html", rolls.memberships_section),
    ("homes", "organisations/person_homes.html", rolls.homes_section),
    ("terms", "organisations/person_terms.html", rolls.terms_section),
)


def register_places() -> None:
    """Called once, when all apps are loaded."""
    navigation.register(
        navigation.Entry(
            pgettext_lazy("列表", "组织"),
            "organisations",
            icon="building-library",
            rule=SEES,
            order=navigation.ORGANISATIONS,
            sub=(
                navigation.Sub(_("组织列表"), "organisation_list", SEES),
                navigation.Sub(_("党员名册"), "members", may_see_party_roll),
                navigation.Sub(_("居民名册"), "residents", may_see_residents_roll),
                navigation.Sub(_("需要处理的问题"), "checks", SEES),
                navigation.Sub(_("沿革对照"), "lineage", SEES),
                navigation.Sub(
                    pgettext_lazy("列表", "组织调整"), "reorganisations", may_execute_reorganisation
                ),
            ),
        )
    )
    search.register(search.Source("organisations", pgettext_lazy("列表", "组织"), front.find_organisations))
    search.register(search.Source("members", _("党员"), front.find_members))
    search.register(search.Source("holders", pgettext_lazy("搜索", "任职人员"), front.find_holders))
    search.register_action(
        search.PageHit(_("设立组织"), "organisation_found", may_keep_organisations, words="xinjian zuzhi")
    )
    frontpage.register_card(frontpage.Source(order=10, make=front.findings_card, rule=SEES))
    frontpage.register_card(
        frontpage.Source(order=5, make=front.reorganisations_card, rule=may_execute_reorganisation)
    )
    frontpage.register_card(frontpage.Source(order=4, make=front.asked_card, decides=True))
    frontpage.register_figures(front.unit_line)
    for order, (name, template, load) in enumerate(PERSON_SECTIONS):
        sections.register(sections.Section(name, order, template, load))
