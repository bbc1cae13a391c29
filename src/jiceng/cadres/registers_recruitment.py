"""Where open recruitment shows itself: search, front page, standard texts, evidence, work of the night."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiceng.cadres.commands.recruitment.contracts import RECRUITED
from jiceng.cadres.queries import recruitment_cards as cards
from jiceng.cadres.rules_recruitment import may_examine, may_recruit, may_see_recruitment
from jiceng.cadres.standard_texts_recruitment import register_standards
from jiceng.cadres.tasks import forget_applicants_due
from jiceng.cadres.words_recruitment import VERBS
from jiceng.institutions import kinds as evidence
from jiceng.kernel import frontpage, nights, search
from jiceng.kernel.words import register_verbs
from jiceng.organisations.commands.reorganisation import participants


def _rounds(duty) -> str:
    return reverse("recruitments")


def register() -> None:
    register_verbs(VERBS)
    register_standards()
    nights.every_night(forget_applicants_due)
    evidence.register(evidence.Kind(RECRUITED, _("公开招聘聘用"), _rounds, kept=True))
    frontpage.register_card(frontpage.Source(order=12, rule=may_recruit, make=cards.appeals_card))
    frontpage.register_card(frontpage.Source(order=5, make=cards.interviews_card))
    frontpage.register_public(frontpage.Source(order=40, make=cards.public_card))
    search.register_action(
        search.PageHit(_("公开招聘"), "recruitments", may_see_recruitment, words="gongkai zhaopin gkzp")
    )
    search.register_action(
        search.PageHit(_("我的面试"), "own_interviews", may_examine, words="wode mianshi dafen wdms")
    )
    participants.register(
        participants.Stays(
            "recruitment",
            _("公开招聘"),
            {"cadres.RecruitmentRound.organisation"},
            "A round was held by the body of its day; its posts move with their organisations.",
        )
    )
