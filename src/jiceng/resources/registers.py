"""Where this app shows itself: navigation, search, the standing check, the page of a unit."""

import rules as predicates
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiceng.institutions import kinds as evidence
from jiceng.kernel import frontpage, navigation, search
from jiceng.organisations import links
from jiceng.organisations.enums import TERRITORIES
from jiceng.resources import checks
from jiceng.resources.queries import booking, funds, venues, wages
from jiceng.resources.rules import (
    is_paid,
    may_approve_funds,
    may_book,
    may_keep,
    may_see,
    may_see_accounts,
    may_see_funds,
    may_see_halls,
    may_see_pay,
    may_set_norms,
    may_set_pay,
)

of_a_territory = predicates.predicate(
    lambda account, organisation: organisation.kind in TERRITORIES and may_see.test(account, organisation),
    name="sees_rooms_of_the_unit",
)

only_asks = predicates.predicate(
    lambda account: may_see_halls.test(account) and not may_see.test(account), name="only_asks_for_halls"
)

only_supervises = predicates.predicate(
    lambda account: may_see_accounts.test(account) and not may_see.test(account), name="only_supervises"
)


def _accounts(duty) -> str:
    """The money of the community that the committee serves, where the account is drawn up."""
    place = duty.organisation.territory_id or duty.organisation_id
    return reverse("community_funds", args=[place])


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
                navigation.Sub(_("社区场地"), "halls", may_see_halls),
                navigation.Sub(_("用房标准"), "venue_norms", may_see),
                navigation.Sub(_("工资"), "wages", may_see_pay),
                navigation.Sub(_("社区经费"), "funds", may_see_funds),
                navigation.Sub(_("季度账目"), "fund_accounts", may_see_accounts),
                navigation.Sub(_("工资标准"), "pay_standards", may_see),
            ),
        )
    )
    navigation.register(
        navigation.Entry(_("社区场地"), "halls", icon="calendar", rule=only_asks, order=navigation.RESOURCES)
    )
    search.register(search.Source("venues", _("社区用房"), venues.find))
    search.register_action(
        search.PageHit(_("社区用房"), "venue_stock", may_see, words="shequ yongfang sqyf fangwu mianji")
    )
    search.register_action(search.PageHit(_("导入用房表"), "venues_import", may_keep, words="daoru yongfang"))
    search.register_action(
        search.PageHit(_("制定用房标准"), "venue_norm_new", may_set_norms, words="yongfang biaozhun")
    )
    search.register_action(
        search.PageHit(_("社区场地"), "halls", may_see_halls, words="changdi dingyong sqcd huiyishi")
    )
    navigation.register_account(navigation.Entry(_("我的工资"), "my_pay", icon="banknotes", rule=is_paid))
    search.register_action(
        search.PageHit(_("社区工资"), "wages", may_see_pay, words="shequ gongzi sqgz tuoqian qianxin")
    )
    search.register_action(search.PageHit(_("我的工资"), "my_pay", is_paid, words="wode gongzi wdgz"))
    search.register_action(
        search.PageHit(_("制定工资标准"), "pay_standard_new", may_set_pay, words="gongzi biaozhun")
    )
    navigation.register(
        navigation.Entry(
            _("季度账目"), "fund_accounts", icon="banknotes", rule=only_supervises, order=navigation.RESOURCES
        )
    )
    search.register_action(
        search.PageHit(_("社区经费"), "funds", may_see_funds, words="shequ jingfei sqjf yusuan")
    )
    search.register_action(
        search.PageHit(_("季度账目"), "fund_accounts", may_see_accounts, words="jidu zhangmu jdzm")
    )
    evidence.take_over("openness.accounts", _accounts)
    frontpage.register_card(frontpage.Source(order=10, rule=may_approve_funds, make=funds.waiting_card))
    frontpage.register_public(frontpage.Source(order=35, make=funds.public_card))
    frontpage.register_card(frontpage.Source(order=9, rule=may_see_pay, make=wages.card))
    frontpage.register_card(frontpage.Source(order=13, rule=may_book, make=booking.waiting_card))
    frontpage.register_public(frontpage.Source(order=40, make=booking.public_card))
    links.register(links.Link(_("社区用房"), "community_venues", "home-modern", of_a_territory))
    checks.register_checks()
