"""What a review speaks of: the ticked or all that are left; and what was said of one applicant."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jiceng.cadres.enums import Right
from jiceng.cadres.enums_recruitment import REVIEWS, Standing, Step
from jiceng.cadres.models import Applicant, RecruitmentRound
from jiceng.cadres.queries.applicants import applicants
from jiceng.cadres.queries.recruitment import round_or_404, unruled
from jiceng.cadres.rules_recruitment import rounds_of
from jiceng.kernel.pages import number_in

MOST_TICKED = 500
SHOWN = 20


@dataclass(frozen=True)
class Chosen:
    """Applicants of one round at one review, none of them ruled upon; `round` None when there is nothing to rule."""

    round: RecruitmentRound | None = None
    step: str = ""
    people: list[Applicant] = field(default_factory=list)
    ticked: bool = False

    @property
    def step_label(self) -> str:
        return str(Step(self.step).label) if self.step else ""

    @property
    def shown(self) -> list[Applicant]:
        return self.people if self.ticked else self.people[:SHOWN]

    @property
    def hidden(self) -> int:
        return len(self.people) - len(self.shown)


def chosen(asked: Mapping, *, seen_by) -> Chosen:
    """`?pk=..&pk=..`, or `?round=` for everybody left at the step of the round."""
    if (pk := number_in(asked.get("round", ""))) is not None:
        round_ = round_or_404(pk, seen_by=seen_by, right=Right.RECRUIT)
        rows = unruled(round_, round_.step) if round_.step in REVIEWS else Applicant.objects.none()
        return Chosen(
            round_, round_.step, list(rows.select_related("place__post__organisation").order_by("pk"))
        )
    keys = [key for one in asked.getlist("pk")[:MOST_TICKED] if (key := number_in(one)) is not None]
    reach = RecruitmentRound.objects.filter(rounds_of(seen_by, Right.RECRUIT)).values("pk")
    rows = Applicant.objects.filter(pk__in=keys, round__in=reach, standing=Standing.IN, step__in=REVIEWS)
    first = rows.select_related("round__organisation").order_by("pk").first()
    if first is None:
        return Chosen()
    same = applicants(first.round).filter(pk__in=rows.values("pk"), step=first.step, ruled=None)
    return Chosen(first.round, first.step, list(same.order_by("pk")), ticked=True)


def all_about(one: Applicant) -> dict:
    """Papers, rulings, appeals, corrections and what can be done now."""
    ruling = one.rulings.filter(step=one.step, undone_at=None).select_related("batch").first()
    running, going_on = one.round.running, one.standing == Standing.IN
    return {
        "papers": list(one.files.all()),
        "ruling": ruling,
        "appeals": list(one.appeals.all()),
        "corrections": list(one.corrections.select_related("asked_by", "decided_by")),
        "reviews_now": running and going_on and one.step in REVIEWS and ruling is None,
        "may_exclude": running and one.standing in {Standing.IN, Standing.WAITING},
        "may_sign": running and going_on and one.step in {"publicity", "contract"},
        "may_correct": running and one.standing != Standing.HIRED and one.written is not None,
    }
