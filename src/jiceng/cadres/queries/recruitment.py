"""Rounds: which there are, how one stands, what is still missing before its step can be published."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Exists, F, Prefetch, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.cadres.enums import CADRE_ORGANISATIONS, CADRE_POSTS, Right
from jiceng.cadres.enums_recruitment import (
    ORDER,
    REVIEWS,
    AppealState,
    PlaceDecision,
    RoundState,
    Standing,
    Step,
)
from jiceng.cadres.models import (
    Appeal,
    Applicant,
    ApplicantFile,
    Examiner,
    InterviewMark,
    RatioDecision,
    RecruitmentPlace,
    RecruitmentRound,
    RoundStep,
)
from jiceng.cadres.ranking import LEAST_MARKS, Marks, ranked, tied_at_edge
from jiceng.cadres.recruitment_paper import MOST
from jiceng.cadres.rules_recruitment import rounds_of
from jiceng.institutions.periods import add_months
from jiceng.kernel.pages import today
from jiceng.organisations.enums import PostKind
from jiceng.organisations.models import Organisation, Post
from jiceng.organisations.queries.ranks import by_rank
from jiceng.organisations.rules.scope import scope


def rounds(*, seen_by) -> QuerySet[RecruitmentRound]:
    """Newest first, with how many applied and were hired."""
    rows = RecruitmentRound.objects.filter(rounds_of(seen_by)).select_related("organisation")
    return rows.annotate(
        applied=Count("applicants", distinct=True),
        hired=Count("applicants", filter=Q(applicants__standing=Standing.HIRED), distinct=True),
    )


def round_or_404(pk: int, *, seen_by, right: str = Right.SEE_RECRUITMENT) -> RecruitmentRound:
    row = RecruitmentRound.objects.filter(rounds_of(seen_by, right), pk=pk)
    found = row.select_related("organisation").first()
    if found is None:
        raise Http404
    return found


def place_or_404(pk: int, *, seen_by, right: str = Right.RECRUIT) -> RecruitmentPlace:
    reach = RecruitmentRound.objects.filter(rounds_of(seen_by, right)).values("pk")
    rows = RecruitmentPlace.objects.select_related("round__organisation", "post__organisation")
    if (found := rows.filter(pk=pk, round__in=reach).first()) is None:
        raise Http404
    return found


def step_or_404(pk: int, *, seen_by) -> RoundStep:
    reach = RecruitmentRound.objects.filter(rounds_of(seen_by, Right.RECRUIT)).values("pk")
    found = RoundStep.objects.select_related("round__organisation").filter(pk=pk, round__in=reach).first()
    if found is None:
        raise Http404
    return found


def public_rounds() -> QuerySet[RecruitmentRound]:
    """What everybody may read: running, ended, cancelled after the notice; not what is drawn up."""
    rows = RecruitmentRound.objects.filter(published_at__isnull=False, forgotten_at=None)
    return rows.select_related("organisation").order_by("-published_at")


def public_or_404(slug: str) -> RecruitmentRound:
    if (found := public_rounds().filter(slug=slug).first()) is None:
        raise Http404
    return found


def places_of(round_: RecruitmentRound) -> list[RecruitmentPlace]:
    """With how many applied, are in the round, wait, were hired; and what was decided."""
    counted = {
        "applied": Count("applicants", distinct=True),
        **{
            name: Count("applicants", filter=Q(applicants__standing=standing), distinct=True)
            for name, standing in (
                ("going_on", Standing.IN),
                ("waiting", Standing.WAITING),
                ("hired", Standing.HIRED),
            )
        },
    }
    rows = round_.places.select_related("post__organisation").annotate(**counted).order_by("code")
    found = list(rows.prefetch_related(Prefetch("decisions", RatioDecision.objects.order_by("pk"))))
    for one in found:
        one.parts = range(2, -(-one.applied // MOST) + 1)  # further files of tickets and letters
    return found


@dataclass(frozen=True)
class Short:
    """A place that reached not its ratio: how many there are, how many there should be."""

    place: RecruitmentPlace
    counted: int
    wanted: int


def short_places(round_: RecruitmentRound) -> list[Short]:
    """Places of which a person must decide before the written test or the interview; empty in other steps."""
    ratios = {Step.WRITTEN: round_.open_ratio, Step.INTERVIEW: round_.interview_ratio}
    ratio = ratios.get(Step(round_.step))
    if not round_.running or ratio is None:
        return []
    there = Q(applicants__standing=Standing.IN, applicants__step=round_.step)
    rows = round_.places.filter(cancelled_at=None).select_related("post__organisation")
    agreed = set(
        RatioDecision.objects.filter(
            place__round=round_, step=round_.step, decision=PlaceDecision.GO_ON
        ).values_list("place", flat=True)
    )
    found = rows.annotate(there=Count("applicants", filter=there)).order_by("code")
    return [
        Short(one, one.there, one.places * ratio)
        for one in found
        if one.there < one.places * ratio and one.pk not in agreed
    ]


def unruled(round_: RecruitmentRound, step: str) -> QuerySet[Applicant]:
    """In the round and at this review, without a ruling that stands."""
    ruled = Q(rulings__step=step, rulings__undone_at=None)
    rows = Applicant.objects.filter(round=round_, standing=Standing.IN, step=step)
    return rows.exclude(pk__in=Applicant.objects.filter(ruled, round=round_).values("pk"))


def differing(round_: RecruitmentRound) -> QuerySet[Applicant]:
    """Whose two entries are not both there, or not the same."""
    rows = Applicant.objects.filter(round=round_, standing=Standing.IN, step=Step.WRITTEN)
    missing = Q(entry__isnull=True) | Q(entry__first=None) | Q(entry__second=None)
    return rows.filter(missing | ~Q(entry__first=F("entry__second"))).select_related("entry", "place")


def unseated(round_: RecruitmentRound) -> QuerySet[Applicant]:
    """Who came back into the written test after the seats were given, and has none."""
    seated = Applicant.objects.filter(round=round_).exclude(ticket="")
    rows = Applicant.objects.filter(round=round_, standing=Standing.IN, step=Step.WRITTEN, ticket="")
    return rows.filter(Exists(seated))


def sitting_late(round_: RecruitmentRound) -> QuerySet[Applicant]:
    """Whose written test or interview is still to come though the others' is over."""
    steps = [step for step in (Step.WRITTEN, Step.INTERVIEW) if ORDER[step] < ORDER[Step(round_.step)]]
    return Applicant.objects.filter(round=round_, standing=Standing.IN, step__in=steps)


def panel_marks(round_: RecruitmentRound) -> dict[int, list[Decimal]]:
    """The marks given to each who is at the interview."""
    people = Applicant.objects.filter(round=round_, standing=Standing.IN, step=Step.INTERVIEW)
    found: dict[int, list[Decimal]] = {pk: [] for pk in people.values_list("pk", flat=True)}
    rows = InterviewMark.objects.filter(applicant__in=people, recused=False)
    for pk, mark in rows.values_list("applicant", "mark"):
        found[pk].append(mark)
    return found


def unmarked(round_: RecruitmentRound) -> int:
    """How many at the interview lack a mark of an examiner of their panel, or have too few."""
    panels: dict[int, int] = {}
    for panel in Examiner.objects.filter(round=round_).values_list("panel", flat=True):
        panels[panel] = panels.get(panel, 0) + 1
    people = Applicant.objects.filter(round=round_, standing=Standing.IN, step=Step.INTERVIEW)
    rows = people.annotate(
        said=Count("interview_marks"),
        given=Count("interview_marks", filter=Q(interview_marks__recused=False)),
    ).values_list("place__panel", "said", "given")
    return sum(said < panels.get(panel, 0) or given < LEAST_MARKS for panel, said, given in rows)


def ties(round_: RecruitmentRound) -> list[tuple[RecruitmentPlace, list[Applicant]]]:
    """Equals whom a person must put in order, by place: of whom only some would have a place, or the next for a gap."""
    if ORDER[Step(round_.step)] < ORDER[Step.TOTAL]:
        return []
    there = Applicant.objects.filter(round=round_, written__isnull=False, interview__isnull=False)
    by_place: dict[int, list[Applicant]] = {}
    for one in there.filter(standing__in=[Standing.IN, Standing.WAITING, Standing.HIRED]).order_by("number"):
        by_place.setdefault(one.place_id, []).append(one)
    tied = _tied_for_places if round_.step == Step.TOTAL else _tied_for_a_gap
    found = []
    for place in round_.places.filter(cancelled_at=None).select_related("post__organisation"):
        if group := tied(round_, place, by_place.get(place.pk, [])):
            found.append((place, group))
    return found


def _tied_for_places(round_: RecruitmentRound, place: RecruitmentPlace, people: list[Applicant]) -> list:
    marks = [Marks(one.pk, one.written, one.interview, one.tie_order) for one in people]
    edge = tied_at_edge(ranked(marks, round_.weights, round_.ties_by), place.places)
    return [one for one in people if one.pk in edge]


def _tied_for_a_gap(round_: RecruitmentRound, place: RecruitmentPlace, people: list[Applicant]) -> list:
    waiting = [one for one in people if one.standing == Standing.WAITING]
    if not waiting or len(people) - len(waiting) >= place.places:
        return []
    first = min(one.rank for one in waiting)
    group = [one for one in waiting if one.rank == first]
    return group if len(group) > 1 else []


def obstacles(round_: RecruitmentRound) -> list[str]:
    """In sentences, what keeps the step from being published; empty when nothing does."""
    return list(_obstacles(round_, Step(round_.step)))


def _obstacles(round_: RecruitmentRound, step: Step) -> Iterator[str]:
    last = round_.steps.get(step=step).closes_on
    if step == Step.REGISTRATION and today() <= last:
        yield _("报名到%(day)s截止。") % {"day": last.isoformat()}
    if step in REVIEWS and (many := unruled(round_, step).count()):
        yield ngettext("还有%(count)d人没有审核。", "还有%(count)d人没有审核。", many) % {"count": many}
    yield from _left_behind(round_, step)
    yield from _unanswered(round_, step)
    for one in short_places(round_):
        yield _("%(place)s：需%(wanted)d人，实有%(counted)d人，要先作出决定。") % {
            "place": one.place,
            "wanted": one.wanted,
            "counted": one.counted,
        }
    if step == Step.WRITTEN and (many := unseated(round_).count()):
        yield ngettext("还有%(count)d人没有准考证和座位。", "还有%(count)d人没有准考证和座位。", many) % {
            "count": many
        }
    if step == Step.WRITTEN and (many := differing(round_).count()):
        yield ngettext(
            "还有%(count)d人的成绩没有登满两遍，或者两遍不一致。",
            "还有%(count)d人的成绩没有登满两遍，或者两遍不一致。",
            many,
        ) % {"count": many}
    if step == Step.INTERVIEW and (many := unmarked(round_)):
        yield ngettext(
            "还有%(count)d人没有得到全组考官的打分（至少%(least)d个有效分）。",
            "还有%(count)d人没有得到全组考官的打分（至少%(least)d个有效分）。",
            many,
        ) % {
            "count": many,
            "least": LEAST_MARKS,
        }
    for place, people in ties(round_) if step == Step.TOTAL else ():
        yield ngettext(
            "%(place)s：%(count)d人总成绩相同，名额不够，要先决定次序。",
            "%(place)s：%(count)d人总成绩相同，名额不够，要先决定次序。",
            len(people),
        ) % {
            "place": place,
            "count": len(people),
        }
    if step == Step.PUBLICITY:
        yield from _publicity(round_)


def _left_behind(round_: RecruitmentRound, step: Step) -> Iterator[str]:
    """Whoever the next publication would pass over because they came later than the others."""
    if step not in {Step.INTERVIEW, Step.TOTAL, Step.PUBLICITY}:
        return
    for one in sitting_late(round_).order_by().values("step").annotate(many=Count("pk")).order_by("step"):
        yield ngettext(
            "还有%(count)d人还在补办%(step)s。", "还有%(count)d人还在补办%(step)s。", one["many"]
        ) % {"count": one["many"], "step": Step(one["step"]).label}
    late = Applicant.objects.filter(round=round_, standing=Standing.IN, step=Step.SECOND_CHECK)
    if many := late.count():
        yield _("还有%(count)d人没有资格复审。") % {"count": many}


def _unanswered(round_: RecruitmentRound, step: Step) -> Iterator[str]:
    reviewed = {Step.WRITTEN: Step.QUALIFICATION, Step.INTERVIEW: Step.SECOND_CHECK}.get(step)
    asked = Appeal.objects.filter(
        applicant__round=round_, by_applicant=True, step=reviewed, state=AppealState.ASKED
    )
    if reviewed and (many := asked.count()):
        yield ngettext(
            "还有%(count)d件资格审核的申诉没有答复。", "还有%(count)d件资格审核的申诉没有答复。", many
        ) % {"count": many}


def _publicity(round_: RecruitmentRound) -> Iterator[str]:
    there = Applicant.objects.filter(round=round_, standing=Standing.IN, step=Step.PUBLICITY)
    since = today() - timedelta(days=round_.publicity_days)
    if many := there.filter(publicised_on__gte=since).count():
        yield ngettext("还有%(count)d人公示未满%(days)d天。", "还有%(count)d人公示未满%(days)d天。", many) % {
            "count": many,
            "days": round_.publicity_days,
        }
    if many := Appeal.objects.filter(applicant__in=there, state=AppealState.ASKED).count():
        yield ngettext("还有%(count)d件异议没有答复。", "还有%(count)d件异议没有答复。", many) % {
            "count": many
        }


def forgotten_on(round_: RecruitmentRound) -> date | None:
    """From which day the personal data of an ended round may and must go."""
    return add_months(round_.closed_on, round_.keep_months) if round_.closed_on else None


def rounds_to_forget(as_of: date, *, seen_by=None) -> list[RecruitmentRound]:
    """Ended rounds whose term is over."""
    rows = RecruitmentRound.objects.filter(
        rounds_of(seen_by), state__in=[RoundState.CLOSED, RoundState.CANCELLED], forgotten_at=None
    ).select_related("organisation")
    return [one for one in rows if forgotten_on(one) <= as_of]


def posts_for(round_: RecruitmentRound, *, seen_by, as_of: date) -> QuerySet[Post]:
    """Posts that the account may fill in what it recruits for; not those of the round already."""
    reach = Organisation.objects.filter(scope(seen_by, Right.RECRUIT)).order_by().values("pk")
    kinds = (PostKind.WORKER, *CADRE_POSTS)
    rows = Post.objects.on(as_of).filter(
        organisation__in=reach, organisation__kind__in=CADRE_ORGANISATIONS, kind__in=kinds
    )
    taken = round_.places.values("post")
    free = rows.exclude(pk__in=taken).select_related("organisation")
    return free.order_by("organisation__name", "organisation_id", by_rank(), "pk")


def what_goes(round_: RecruitmentRound) -> dict:
    """What the end of the term takes away: how much of what, from which day."""
    due = forgotten_on(round_)
    rows = Applicant.objects.filter(round=round_)
    return {
        "people": rows.count(),
        "papers": ApplicantFile.objects.filter(applicant__round=round_).count(),
        "appeals": Appeal.objects.filter(applicant__round=round_).count(),
        "hired": rows.filter(standing=Standing.HIRED).count(),
        "due": due,
        "may_go": due is not None and due <= today() and round_.forgotten_at is None,
    }


def panels(round_: RecruitmentRound) -> list[tuple[int, list[Examiner]]]:
    """Examiners by panel, each with how many they marked; what they marked nobody sees."""
    rows = Examiner.objects.filter(round=round_).select_related("person").annotate(said=Count("marks"))
    found: dict[int, list[Examiner]] = {}
    for one in rows.order_by("panel", "pk"):
        found.setdefault(one.panel, []).append(one)
    return list(found.items())


def is_open(round_: RecruitmentRound, as_of: date) -> bool:
    """Whether one may register on the day."""
    days = round_.steps.get(step=Step.REGISTRATION)
    return round_.step == Step.REGISTRATION and days.opens_on <= as_of <= days.closes_on


def hired(round_: RecruitmentRound) -> list[Applicant]:
    rows = Applicant.objects.filter(round=round_, standing=Standing.HIRED)
    return list(rows.select_related("place__post__organisation").order_by("place__code", "rank"))
