"""A leader's page, the lists of visits and problems, what waits for leader and liaison."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.institutions.enums import CALENDAR
from jiceng.institutions.models import Duty
from jiceng.institutions.periods import calendar_spans
from jiceng.institutions.planning import Reach, in_force, rule_of
from jiceng.kernel.access import signed_in
from jiceng.kernel.components import Figure
from jiceng.kernel.frontpage import Card, Row
from jiceng.organisations.models import TerritoryFigures
from jiceng.organisations.queries.figures import members
from jiceng.organisations.rules.scope import reaches_all
from jiceng.people.models import Person
from jiceng.responsibility.enums import ProblemState, Right
from jiceng.responsibility.models import ContactPoint, Liaison, Problem, Visit
from jiceng.responsibility.norms import norms
from jiceng.responsibility.rules import charged, led_by, may_keep, problems_of

SHOWN = 5
VISIT = "visit.leader"
ONE, YEAR = timedelta(days=1), timedelta(days=366)
OPEN = Q(state=ProblemState.OPEN)


def open_on(as_of: date, path: str = "") -> Q:
    """Problems not answered on the day; `path` leads to them."""
    unanswered = Q(**{f"{path}state": ProblemState.OPEN}) | Q(**{f"{path}answered_on__gt": as_of})
    raised = Q(**{f"{path}raised_on__lte": as_of})
    return raised & unanswered & ~Q(**{f"{path}state": ProblemState.WITHDRAWN})


@dataclass(frozen=True)
class Charge:
    """One community of a leader: its figures, the last visits, what is open."""

    point: ContactPoint
    households: int | None
    residents: int | None
    members: int
    visits: list[Visit]
    this_year: int
    open: list[Problem] = field(default_factory=list)

    @property
    def last(self) -> Visit | None:
        return self.visits[0] if self.visits else None


@dataclass(frozen=True)
class LeaderPage:
    """What a leader answers for on a day."""

    leader: Person
    liaison: Liaison | None
    charges: list[Charge]
    figures: list[Figure]
    may_record: bool


def leader_or_404(pk: int, *, seen_by, as_of: date) -> Person:
    """A leader in charge on the day or before: seen by the county's leaders and office, and by whom it concerns."""
    rows = Person.objects.filter(pk__in=ContactPoint.objects.order_by().values("leader"))
    found = rows.filter(pk=pk).first()
    if found is None or not concerned({found.pk}, seen_by=seen_by):
        raise Http404
    return found


def concerned(leaders: set[int], *, seen_by) -> set[int]:
    """Those of the leaders whose own page is shown to the account."""
    if not leaders or may_keep.test(seen_by) or _sees_county(seen_by):
        return leaders
    return set(Person.objects.filter(led_by(seen_by), pk__in=leaders).values_list("pk", flat=True))


def _sees_county(account) -> bool:
    """County leaders see each other's communities; the towns and below do not."""
    return reaches_all(account, Right.SEE)


def leader_page(leader: Person, *, seen_by, as_of: date) -> LeaderPage:
    points = list(
        ContactPoint.objects.on(as_of)
        .filter(leader=leader)
        .select_related("community", "leader")
        .order_by("community__code", "pk")
    )
    charges = [_charge(one, as_of) for one in points]
    liaison = Liaison.objects.on(as_of).filter(leader=leader).select_related("officer").first()
    due = next_visit(leader, as_of) if charges else None
    mine = charged(seen_by).filter(leader=leader).exists()
    return LeaderPage(leader, liaison, charges, _figures(charges, due, as_of), mine)


def _charge(point: ContactPoint, as_of: date) -> Charge:
    community = point.community
    counted = TerritoryFigures.objects.on(as_of).filter(organisation=community).first()
    visits = community.visits.filter(annulled_at=None, on__lte=as_of, leader=point.leader_id)
    problems = community.contact_problems.filter(open_on(as_of))
    return Charge(
        point,
        counted.households if counted else None,
        counted.residents if counted else None,
        members(as_of, community).count(),
        list(visits.prefetch_related("problems")[:10]),
        visits.filter(on__year=as_of.year).count(),
        list(problems),
    )


def next_visit(leader: Person, as_of: date) -> date | None:
    """The last day in time for the next visit: of the duty that is open, else of the first time to come."""
    rows = Duty.objects.filter(
        term__person=leader, obligation__evidence=VISIT, withdrawn_on=None, opens_on__lte=as_of
    )
    open_ones = rows.filter(Q(fulfilled_on=None) | Q(fulfilled_on__gt=as_of))
    due = open_ones.exclude(closes_on__lte=as_of).order_by("due_on").values_list("due_on", flat=True).first()
    if due is not None:
        return due
    spans = [
        span
        for one in in_force(Reach(as_of, as_of + YEAR, as_of))
        if one.evidence == VISIT and one.rhythm in CALENDAR
        for span in calendar_spans(rule_of(one), as_of + ONE, as_of + YEAR)
    ]
    return min((span.due for span in spans), default=None)


def _figures(charges: list[Charge], due: date | None, as_of: date) -> list[Figure]:
    year = sum(one.this_year for one in charges)
    still = [problem for one in charges for problem in one.open]
    late = sum(problem.due_on < as_of for problem in still)
    return [
        Figure(_("今年走访"), year, unit=_("次"), note=_("全年至少%(least)d次") % _least()),
        Figure(_("待答复和待兑现"), len(still), tone="soon" if still else "done"),
        Figure(_("超过期限"), late, tone="late" if late else "done"),
        Figure(
            _("下次走访最迟"),
            due.isoformat() if due else None,
            tone="late" if due and due < as_of else "",
        ),
    ]


def _least() -> dict[str, int]:
    return {"least": norms().visits_a_year}


def visits(*, seen_by, as_of: date) -> QuerySet[Visit]:
    """Each with what was found, and how much of it is answered on the day."""
    rows = Visit.objects.filter(problems_of(seen_by), annulled_at=None, on__lte=as_of)
    open_ones = open_on(as_of, "problems__")
    return rows.select_related("community", "leader").annotate(
        found=Count("problems"), still=Count("problems", filter=open_ones)
    )


def outcome(found: int, still: int) -> tuple[str, str]:
    """What a visit found and what became of it, in a light and words."""
    if not found:
        return "none", _("没有问题")
    if not still:
        return "done", _("%(found)d件，都已答复") % {"found": found}
    return "soon", _("%(found)d件，%(still)d件没有答复") % {"found": found, "still": still}


def problems(*, seen_by, as_of: date) -> QuerySet[Problem]:
    """Problems and promises raised until the day, those nearest their day first."""
    rows = Problem.objects.filter(problems_of(seen_by), raised_on__lte=as_of)
    return rows.exclude(state=ProblemState.WITHDRAWN).select_related("community", "visit__leader")


def problem_or_404(pk: int, *, seen_by) -> Problem:
    rows = Problem.objects.filter(problems_of(seen_by)).select_related("community", "visit__leader")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def visit_or_404(pk: int, *, seen_by) -> Visit:
    found = Visit.objects.filter(problems_of(seen_by), pk=pk).select_related("community", "leader").first()
    if found is None:
        raise Http404
    return found


def light_of(problem: Problem, as_of: date) -> tuple[str, str]:
    """How a problem stands on a day, in a light and a word."""
    if problem.state == ProblemState.SETTLED:
        return "done", str(ProblemState.SETTLED.label)
    if problem.state == ProblemState.ANSWERED:
        return "info", _("待居民确认")
    if problem.due_on < as_of:
        return "late", ngettext("逾期%(days)d天", "逾期%(days)d天", (as_of - problem.due_on).days) % {
            "days": (as_of - problem.due_on).days
        }
    return "soon", str(ProblemState(problem.state).label)


def waiting_card(*, seen_by, as_of: date) -> Card | None:
    """What waits for leader or liaison: problems to answer, those nearest their day first."""
    if not signed_in.test(seen_by):
        return None
    mine = charged(seen_by).order_by().values("community")
    rows = Problem.objects.filter(OPEN, community__in=mine).select_related("community")
    count = rows.count()
    if not count:
        return None
    late = rows.filter(due_on__lt=as_of).exists()
    drawn = [
        Row(one.text, reverse("contact_problem", args=[one.pk]), *light_of(one, as_of), str(one.community))
        for one in rows[:SHOWN]
    ]
    return Card(
        _("联系点待答复的问题"), drawn, count, reverse("contact_problems"), "late" if late else "soon"
    )


def desk_card(*, seen_by, as_of: date) -> Card | None:
    """The communities in one's charge, one tap from recording a visit."""
    points = charged(seen_by).select_related("community", "leader").order_by("community__code", "pk")
    rows = [
        Row(str(one.community), reverse("visit_new", args=[one.community_id]), note=_("记一次走访"))
        for one in points[:SHOWN]
    ]
    if not rows:
        return None
    return Card(_("我的联系点"), rows, len(rows), reverse("leader_page", args=[points[0].leader_id]))
