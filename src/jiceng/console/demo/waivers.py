"""Two duties of the demonstration excused from above, each with its reason and who approved it."""

from collections.abc import Callable

from jiceng.institutions.commands.waivers import waive
from jiceng.institutions.enums import CALENDAR, OPEN_STATES
from jiceng.institutions.queries.states import duties_on
from jiceng.kernel.pages import today
from jiceng.organisations.enums import BRANCHES
from jiceng.people.models import Account

APPROVER = "buzhang"
REASONS = (
    "支部书记住院治疗，经部务会研究，本期并入下期一并开展。",
    "本期党员集中参加防汛值守，已计入主题党日，不再另行组织。",
)


def excuse(step: Callable[[str], None]) -> dict:
    """A meeting that two branches still owe."""
    step("waivers")
    approver = Account.objects.select_related("person").get(username=APPROVER)
    rows = duties_on(today()).filter(state__in=OPEN_STATES, organisation__kind__in=BRANCHES)
    rows = rows.filter(
        obligation__rhythm__in=CALENDAR,
        obligation__evidence__startswith="meeting.",
        organisation__valid_to=None,
    )
    chosen = {one.organisation_id: one for one in rows.order_by("-due_on", "-pk")}
    owed = sorted(chosen.values(), key=lambda one: (one.due_on, one.pk))
    for duty, reason in zip(owed, REASONS, strict=False):
        waive(by=approver, duty=duty, reason=reason)
    return {"waivers": len(REASONS[: len(owed)])}
