"""Where open recruitment shows itself: search, front page, standard texts, evidence, work of the night."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiceng.cadres.commands.recruitment.contracts import RECRUITED
from jiceng.cadres.queries import applicants
from jiceng.cadres.rules_recruitment import is_examiner, may_recruit, may_see_recruitment
from jiceng.cadres.standard_texts_recruitment import register_standards
from jiceng.cadres.tasks import forget_applicants_due
from jiceng.cadres.words_recruitment import VERBS
from jiceng.institutions import kinds as evidence
from jiceng.kernel import frontpage, navigation, nights, search
from jiceng.kernel.words import register_verbs
from jiceng.organisations.commands.reorganisation import participants


def _rounds(duty) -> str:
    return reverse("recruitments")


def register() -> None:
    register_verbs(VERBS)
    register_standards()
    nights.every_night(forget_applicants_due)
    evidence.register(evidence.Kind(RECRUITED, _("公开招聘聘用"), _rounds, kept=True))
    navigation.register_account(
        navigation.Entry(_("我的面试"), "own_interviews", icon="clipboard-document-check", rule=is_examiner)
    )
    frontpage.register_card(frontpage.Source(order=12, rule=may_recruit, make=applicants.appeals_card))
    search.register_action(
        search.PageHit(_("公开招聘"), "recruitments", may_see_recruitment, words="gongkai zhaopin gkzp")
    )
    participants.register(
        participants.Stays(
            "recruitment",
            _("公开招聘"),
            {"cadres.RecruitmentRound.organisation"},
            "A round was held by the body of its day; its posts move with their organisations.",
        )
    )
