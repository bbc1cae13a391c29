"""What the writers of recruitment share: a round locked, in the right state, by whoever may."""

from django.utils.translation import gettext as _

from jiceng.cadres.enums_recruitment import ORDER, RoundState, Step
from jiceng.cadres.models import RecruitmentRound
from jiceng.cadres.rules_recruitment import may_recruit_for
from jiceng.kernel.access import must
from jiceng.organisations.commands import ImpossibleError


def locked(by, round_: RecruitmentRound, *states: str) -> RecruitmentRound:
    """The round, locked until the transaction ends; refused to whoever does not run it, or in another state."""
    must(by, may_recruit_for, round_.organisation, _("只有招聘单位的工作人员可以办理。"))
    row = RecruitmentRound.objects.select_for_update(of=("self",)).get(pk=round_.pk)
    wanted = states or (RoundState.RUNNING,)
    if row.state not in wanted:
        raise ImpossibleError(_("这次招聘%(state)s，不能这样办。") % {"state": row.get_state_display()})
    return row


def steps_of(round_: RecruitmentRound) -> list[str]:
    return list(round_.steps.order_by("number").values_list("step", flat=True))


def step_after(round_: RecruitmentRound, step: str) -> str:
    """The next step that this round has; the last stays."""
    later = [one for one in steps_of(round_) if ORDER[Step(one)] > ORDER[Step(step)]]
    return later[0] if later else step


def is_later(step: str, than: str) -> bool:
    return ORDER[Step(step)] > ORDER[Step(than)]


def reason(text: str) -> str:
    """The reason as it is kept; refused when there is none."""
    if not text.strip():
        raise ImpossibleError(_("请写理由。"))
    return text.strip()[:300]
