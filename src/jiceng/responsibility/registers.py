"""Where this app shows itself: navigation, search, the standing check."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.documents import sources
from jiceng.institutions import kinds as evidence
from jiceng.kernel import frontpage, navigation, search
from jiceng.kernel.access import signed_in
from jiceng.responsibility import checks
from jiceng.responsibility.measured import register_measures
from jiceng.responsibility.models import Matter
from jiceng.responsibility.models.matters import MATTER
from jiceng.responsibility.queries import accountability, channel, contacts, matters, visits
from jiceng.responsibility.rules import (
    may_arrange,
    may_keep,
    may_raise,
    may_see,
    may_see_list_of_files,
    may_supervise,
    may_visit,
)
from jiceng.responsibility.standard_texts import register_standards


def _desk(duty) -> str:
    """The leader's own page, where a visit is three taps away."""
    return reverse("leader_page", args=[duty.term.person_id]) if duty.term_id else reverse("contact_points")


def _matter(duty) -> str:
    """The matter that waits; the register when the duty names none."""
    number = duty.subject.partition(":")[2].partition(":")[0]
    return reverse("matter", args=[number]) if number.isdecimal() else reverse("matters")


MATTERS = (
    *("assigned", "acknowledged", "document", "minutes", "note", "urgent", "reported", "extended"),
    *("to_check", "checked", "second_red"),
)


def _files(duty) -> str:
    return reverse("case_files")


def _check_plan(duty) -> str:
    return reverse("check_plan")


def _take_over_matters() -> None:
    for key, action in (("accountability.step", _files), ("check.plan", _check_plan)):
        evidence.take_over(key, action)
    for name in MATTERS:
        evidence.take_over(f"matter.{name}", _matter)


def _problem(duty) -> str:
    """The problem that waits for its answer; the list when the duty names none."""
    number = duty.subject.partition(":")[2].partition(":")[0]
    return reverse("contact_problem", args=[number]) if number.isdecimal() else reverse("contact_problems")


def register() -> None:
    register_measures()
    sources.register(sources.Source(MATTER, _("督办事项"), "matter", own_way=True))
    sources.take_up(sources.TakenUp("matter", Matter.objects.all))
    sources.follow_up(matters.of_evidence)
    sources.follow_up(channel.raised_from)
    register_standards()
    _take_over_matters()
    navigation.register(
        navigation.Entry(
            _("责任"),
            "contact_points",
            icon="user-group",
            rule=may_see,
            order=navigation.RESPONSIBILITY,
            sub=(
                navigation.Sub(_("走访"), "contact_visits", may_see),
                navigation.Sub(_("问题和承诺"), "contact_problems", may_see),
                navigation.Sub(_("要求"), "instructions", may_see),
                navigation.Sub(_("督办事项"), "matters", may_see),
                navigation.Sub(_("督查检查计划"), "check_plan", may_see),
                navigation.Sub(_("安排方案"), "contact_proposals", may_arrange),
                navigation.Sub(pgettext_lazy("navigation", "工作移交"), "handovers", may_keep | may_visit),
                navigation.Sub(_("领导小组"), "leading_groups", may_see),
                navigation.Sub(_("问责卷宗"), "case_files", may_see_list_of_files),
            ),
        )
    )
    search.register(search.Source("contact_points", _("联系点"), contacts.find))
    search.register_action(
        search.PageHit(_("联系点"), "contact_points", may_see, words="lianxidian lxd baofu")
    )
    search.register(search.Source("matters", _("督办事项"), matters.find))
    search.register_action(search.PageHit(_("督办事项"), "matters", may_see, words="duban ducha dbsx"))
    search.register_action(
        search.PageHit(_("问责卷宗"), "case_files", signed_in, words="wenze juanzong wzjz chenshu")
    )
    search.register_action(search.PageHit(_("督查立项"), "matter_new", may_supervise, words="ducha lixiang"))
    search.register_action(
        search.PageHit(_("导入联系点名册"), "contact_points_import", may_keep, words="daoru lianxidian")
    )
    checks.register_checks()
    frontpage.register_card(frontpage.Source(order=11, rule=may_visit, make=visits.waiting_card))
    frontpage.register_card(frontpage.Source(order=6, rule=may_visit, make=visits.desk_card))
    frontpage.register_card(frontpage.Source(order=9, rule=may_raise, make=channel.reports_card))
    frontpage.register_card(frontpage.Source(order=7, rule=signed_in, make=accountability.card))
    frontpage.register_card(frontpage.Source(order=7, rule=may_see, make=matters.card))
    frontpage.register_card(frontpage.Source(order=8, rule=signed_in, make=channel.handover_card))
    evidence.take_over("visit.leader", _desk)
    evidence.take_over("problem.raised")
    evidence.take_over("problem.answered", _problem)
