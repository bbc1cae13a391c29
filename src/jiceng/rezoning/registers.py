"""What re-zoning gives to the shell: an entry, cards of the front page, a source of the search."""

from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiceng.kernel import frontpage, navigation, search
from jiceng.kernel.pages import today
from jiceng.organisations.enums import Right as OrganisationRight
from jiceng.organisations.models import Reorganisation
from jiceng.rezoning.enums import ApprovalState, ProjectState, Right
from jiceng.rezoning.models import Approval, Consultation
from jiceng.rezoning.queries.projects import open_remarks, projects
from jiceng.rezoning.rules import may_adopt, may_answer, may_approve, may_design, may_see_projects, reached
from jiceng.rezoning.standard_texts import register_standards

CARD_ROWS = 5


def plans_to_approve(*, seen_by, as_of: date) -> frontpage.Card | None:
    """Plans that street or town proposed and the county has not decided on."""
    waiting = Approval.objects.filter(
        project__in=reached(seen_by, Right.APPROVE), state=ApprovalState.PROPOSED
    ).select_related("project", "plan", "proposer")
    rows = [
        frontpage.Row(
            f"{one.project.title}：{one.plan.called}",
            reverse("rezoning_approval", args=[one.project_id]),
            light="soon",
            note=str(one.proposer),
        )
        for one in waiting[:CARD_ROWS]
    ]
    return frontpage.Card(_("待批准的区划方案"), rows, waiting.count(), tone="soon") if rows else None


def plans_to_carry_out(*, seen_by, as_of: date) -> frontpage.Card | None:
    """Plans that the county approved and nobody has carried out; once planned they stand among the reorganisations."""
    waiting = Approval.objects.filter(
        project__in=reached(seen_by, OrganisationRight.EXECUTE_REORGANISATION).filter(
            state=ProjectState.APPROVED
        ),
        state=ApprovalState.APPROVED,
    )
    planned = Q(adoption__reorganisation__state=Reorganisation.State.PLANNED)
    waiting = waiting.exclude(planned).select_related("project", "plan", "instrument")
    rows = [
        frontpage.Row(
            f"{one.project.title}：{one.plan.called}",
            reverse("rezoning_adoption", args=[one.project_id]),
            light="soon",
            note=one.instrument.number if one.instrument else "",
        )
        for one in waiting[:CARD_ROWS]
    ]
    return frontpage.Card(_("待执行的区划方案"), rows, waiting.count(), tone="soon") if rows else None


def remarks_to_answer(*, seen_by, as_of: date) -> frontpage.Card | None:
    """Residents' remarks without an answer."""
    waiting = open_remarks(seen_by=seen_by, rights=(Right.ANSWER,))
    rows = [
        frontpage.Row(
            (one.text or one.get_stance_display())[:40],
            reverse("rezoning_answer", args=[one.pk]),
            light="soon",
            note=one.get_stance_display(),
        )
        for one in waiting.order_by("at")[:CARD_ROWS]
    ]
    return frontpage.Card(_("待答复的居民意见"), rows, waiting.count(), tone="soon") if rows else None


def open_consultations(*, as_of: date) -> frontpage.Card | None:
    """For residents: plans that can be read and spoken to now; what opens later is nobody's business yet."""
    running = Consultation.objects.filter(
        withdrawn_at=None, opens_on__lte=min(as_of, today()), closes_on__gte=as_of
    ).select_related("plan__project")
    rows = [
        frontpage.Row(
            one.plan.project.title,
            reverse("rezoning_public", args=[one.slug]),
            note=_("征求意见至%(day)s") % {"day": one.closes_on.isoformat()},
        )
        for one in running[:CARD_ROWS]
    ]
    return frontpage.Card(_("正在征求意见的社区区划"), rows) if rows else None


def find(*, seen_by, text: str, as_of: date, limit: int) -> list[search.Hit]:
    found = projects(seen_by=seen_by).filter(title__icontains=text)[:limit]
    return [
        search.Hit(one.title, reverse("rezoning_project", args=[one.pk]), str(one.get_state_display()), "map")
        for one in found
    ]


def register() -> None:
    register_standards()
    navigation.register(
        navigation.Entry(
            _("区划"), "rezoning_projects", icon="map", rule=may_see_projects, order=navigation.REZONING
        )
    )
    frontpage.register_card(frontpage.Source(order=20, rule=may_approve, make=plans_to_approve, decides=True))
    frontpage.register_card(frontpage.Source(order=20, rule=may_adopt, make=plans_to_carry_out))
    frontpage.register_card(frontpage.Source(order=21, rule=may_answer, make=remarks_to_answer))
    frontpage.register_public(frontpage.Source(order=20, make=open_consultations))
    search.register(search.Source("rezoning", _("区划项目"), find))
    search.register_action(
        search.PageHit(_("新建区划项目"), "rezoning_begin", may_design, words="xinjian quhua xiangmu xjqhxm")
    )
