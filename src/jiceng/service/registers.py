"""Where this app shows itself: navigation, front page, search, evidence, reorganisation."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiceng.institutions import kinds as evidence
from jiceng.kernel import frontpage, navigation, nights, search
from jiceng.kernel.words import register_fields, register_verbs
from jiceng.organisations import links
from jiceng.organisations.commands.reorganisation import participants
from jiceng.service.commands.tickets import TICKET
from jiceng.service.participant import Requests
from jiceng.service.queries import cards, households, tickets
from jiceng.service.rules import keeps_households, links_to_requests, may_see, may_serve, may_take
from jiceng.service.tasks import forget_contacts_due
from jiceng.service.words import FIELDS, VERBS


def _case(duty) -> str:
    """The request that waits; the list when the duty names none."""
    number = duty.subject.partition(":")[2].partition(":")[0]
    return reverse("case", args=[number]) if number.isdecimal() else reverse("cases")


def register() -> None:
    register_verbs(VERBS)
    register_fields(FIELDS)
    for name in ("received", "accepted", "urgent", "ordinary", "hard", "closed"):
        evidence.take_over(f"case.{name}", _case)
    evidence.register(evidence.Kind(TICKET, _("居民诉求形成问题工单"), kept=True))
    for name in ("asked", "answered"):
        evidence.take_over(f"certificate.{name}", lambda duty: reverse("certificates"))
    evidence.take_over("visit.household", lambda duty: reverse("households"))
    nights.every_night(forget_contacts_due)
    links.register(links.Link(_("居民诉求"), "service_unit", "chat-bubble-left-right", links_to_requests))
    _take_part()
    navigation.register(
        navigation.Entry(
            _("服务"),
            "cases",
            icon="chat-bubble-left-right",
            rule=may_see,
            order=navigation.SERVICE,
            sub=(
                navigation.Sub(_("重点户"), "households", keeps_households),
                navigation.Sub(_("证明事项"), "certificates", may_see),
                navigation.Sub(_("问题工单"), "problem_tickets", may_see),
                navigation.Sub(_("统计"), "service_statistics", may_see),
            ),
        )
    )
    search.register(search.Source("cases", _("居民诉求"), cards.find))
    search.register_action(
        search.PageHit(_("登记居民诉求"), "case_new", may_take, words="dengji suqiu djsq jiedai")
    )
    frontpage.register_card(frontpage.Source(order=4, rule=may_serve, make=cards.in_hand_card))
    frontpage.register_card(frontpage.Source(order=6, rule=may_take, make=tickets.tickets_card))
    frontpage.register_card(frontpage.Source(order=10, rule=keeps_households, make=households.unvisited_card))
    search.register_action(
        search.PageHit(_("重点户入册"), "household_new", keeps_households, words="zhongdianhu ruhu zdh")
    )
    search.register_action(
        search.PageHit(_("居民要开证明"), "certificate_new", may_take, words="zhengming kaizhengming zm")
    )
    frontpage.register_public(frontpage.Source(order=5, make=cards.public_card))


def _take_part() -> None:
    participants.register(Requests())
    participants.register(
        participants.Stays(
            "service_past",
            _("居民诉求的经过"),
            {
                "service.Handing.from_unit",
                "service.Handing.to_unit",
                "service.CertificateAnswer.community",
            },
            "Who handed what to whom is told as it was.",
        )
    )
