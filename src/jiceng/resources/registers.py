"""Where this app shows itself: navigation, search, the standing check, the page of a unit."""

import rules as predicates
from django.utils.translation import gettext_lazy as _

from jiceng.kernel import navigation, search
from jiceng.organisations import links
from jiceng.organisations.enums import TERRITORIES
from jiceng.resources import checks
from jiceng.resources.queries import venues
from jiceng.resources.rules import may_keep, may_see, may_set_norms

of_a_territory = predicates.predicate(
    lambda account, organisation: organisation.kind in TERRITORIES and may_see.test(account, organisation),
    name="sees_rooms_of_the_unit",
)


def register() -> None:
    navigation.register(
        navigation.Entry(
            _("保障"),
            "venue_stock",
            icon="home-modern",
            rule=may_see,
            order=navigation.RESOURCES,
            sub=(
                navigation.Sub(_("用房清单"), "venues", may_see),
                navigation.Sub(_("用房标准"), "venue_norms", may_see),
            ),
        )
    )
    search.register(search.Source("venues", _("社区用房"), venues.find))
    search.register_action(
        search.PageHit(_("社区用房"), "venue_stock", may_see, words="shequ yongfang sqyf fangwu mianji")
    )
    search.register_action(search.PageHit(_("导入用房表"), "venues_import", may_keep, words="daoru yongfang"))
    search.register_action(
        search.PageHit(_("制定用房标准"), "venue_norm_new", may_set_norms, words="yongfang biaozhun")
    )
    links.register(links.Link(_("社区用房"), "community_venues", "home-modern", of_a_territory))
    checks.register_checks()
