"""What should give pause before a plan is proposed or approved."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
    """Sentences: never shown to residents, norms that it breaks, units that could not be carried out."""
    found = []
    if not Consultation.objects.filter(plan__in=line_of(plan)).exists():
        found.append(_("没有公示过，居民没有看到。"))
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
