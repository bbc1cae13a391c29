"""What should give pause before a plan is proposed or approved."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.kernel.pages import today
from jiceng.rezoning.models import Consultation, Plan, Project, Remark
from jiceng.rezoning.queries.scores import Card, gallery, names_of
from jiceng.rezoning.queries.words import chosen

MOST = 6


def line_of(plan: Plan) -> list[int]:
    """The plan and those that it grew from, by id."""
    line, current = [], plan
    while current is not None:
        line.append(current.pk)
        current = current.parent
    return line


@dataclass(frozen=True)
class Offered:
    """A plan that could be proposed, with its scores, what residents said, and what gives pause."""

    card: Card
    doubts: tuple[str, ...]
    unanswered: int


def proposable(project: Project) -> list[Offered]:
    return [
        Offered(card, tuple(doubts_of(card.plan)), unanswered_remarks(card.plan)) for card in gallery(project)
    ]


def unanswered_remarks(plan: Plan) -> int:
    """Remarks on the plan, or on a plan that it grew from, without an answer."""
    return Remark.objects.unanswered().filter(consultation__plan__in=line_of(plan)).count()


def doubts_of(plan: Plan) -> list[str]:
    """Sentences: what residents have not seen or not yet said, norms that it breaks, units that could not be carried
    out."""
    found = _unheard(plan)
    names = names_of(plan)
    for fault in plan.violations:
        where = "、".join(names.get(label) or label for label in fault["communities"][:MOST])
        text = chosen(fault["zh"], fault["en"])
        more = len(fault["communities"]) - MOST
        rest = _("等%(n)s个") % {"n": len(fault["communities"])} if more > 0 else ""
        found.append(
            _("不合要求：%(text)s（%(where)s%(rest)s）") % {"text": text, "where": where, "rest": rest}
        )
    strangers = plan.project.units.filter(source=None).count()
    if strangers:
        found.append(
            ngettext(
                "%(n)s个单元不是现有组织，批准之后不能执行。",
                "%(n)s个单元不是现有组织，批准之后不能执行。",
                strangers,
            )
            % {"n": strangers}
        )
    return found


def _unheard(plan: Plan) -> list[str]:
    """Residents did not see the plan, or saw it before it was changed, or can still speak."""
    shown = list(Consultation.objects.filter(plan__in=line_of(plan)).select_related("plan"))
    if not shown:
        return [_("没有公示过，居民没有看到。")]
    found = []
    if all(one.plan.assignment != plan.assignment for one in shown):
        found.append(_("公示的是方案%(number)s，之后的改动居民没有看到。") % {"number": shown[0].plan.number})
    ends = [one.closes_on for one in shown if one.withdrawn_at is None and one.closes_on > today()]
    if ends:
        found.append(_("公示到%(day)s才结束，居民还可以提意见。") % {"day": max(ends).isoformat()})
    return found
