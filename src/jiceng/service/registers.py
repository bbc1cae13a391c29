"""Where this app shows itself: navigation, front page, search, evidence, reorganisation."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiceng.institutions import kinds as evidence
from jiceng.kernel import frontpage, navigation, search
from jiceng.kernel.words import register_fields, register_verbs
from jiceng.organisations.commands.reorganisation import participants
from jiceng.service.participant import Requests
from jiceng.service.queries import cards
from jiceng.service.rules import may_see, may_serve, may_take
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
    _take_part()
    navigation.register(
        navigation.Entry(
            _("服务"),
            "cases",
            icon="chat-bubble-left-right",
            rule=may_see,
            order=navigation.SERVICE,
            sub=(navigation.Sub(_("统计"), "service_statistics", may_see),),
        )
    )
    search.register(search.Source("cases", _("居民诉求"), cards.find))
    search.register_action(
        search.PageHit(_("登记居民诉求"), "case_new", may_take, words="dengji suqiu djsq jiedai")
    )
    frontpage.register_card(frontpage.Source(order=4, rule=may_serve, make=cards.in_hand_card))
    frontpage.register_public(frontpage.Source(order=5, make=cards.public_card))


def _take_part() -> None:
    participants.register(Requests())
    participants.register(
        participants.Stays(
            "service_past",
            _("居民诉求的经过"),
            {"service.Handing.from_unit", "service.Handing.to_unit"},
            "Who handed what to whom is told as it was.",
        )
    )
