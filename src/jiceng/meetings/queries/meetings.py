"""Lists of meetings, topics, decisions; each keeps to the scope of who asks."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.http import Http404
from django.utils import timezone

from jiceng.documents.models import Task
from jiceng.kernel.pages import today
from jiceng.kernel.search import matching
from jiceng.meetings import kinds
from jiceng.meetings.enums import Answer, DecisionState, MeetingState, Right
from jiceng.meetings.models import AgendaItem, Decision, Invitation, Meeting, Posting, Topic
from jiceng.meetings.models.results import DECISION
from jiceng.meetings.rules import led, reached
from jiceng.organisations.models import Organisation
from jiceng.organisations.rules.scope import holdings

MOST_PLACES = 40


def meetings(*, seen_by) -> QuerySet[Meeting]:
    """What the account may see, newest first."""
    return reached(seen_by).select_related("organisation", "chair")


def meeting_or_404(pk: int, *, seen_by, right: str = Right.SEE) -> Meeting:
    rows = reached(seen_by, right).select_related("organisation__territory", "chair", "clerk", "called_by")
    meeting = rows.filter(pk=pk).first()
    if meeting is None:
        raise Http404
    return meeting


def item_or_404(pk: int, *, seen_by, right: str = Right.KEEP) -> AgendaItem:
    rows = AgendaItem.objects.select_related("meeting__organisation__territory", "topic", "locked_by__person")
    item = rows.filter(pk=pk, meeting__in=reached(seen_by, right).order_by().values("pk")).first()
    if item is None:
        raise Http404
    return item


def organisation_or_404(pk: int, *, seen_by, right: str) -> Organisation:
    found = led(seen_by, right).on(today()).select_related("territory").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Place:
    """An organisation for which the account may call meetings, with the kinds that it holds; `own`: the account sits
    in it."""

    organisation: Organisation
    kinds: list[kinds.Rules]
    own: bool


def convenable(*, seen_by, text: str = "") -> tuple[list[Place], int]:
    """Where the account may call meetings, its own organisations first, then the whole reach by name; `text` looks for
    name, pinyin, initials or code. At most so many are given, with how many there are in all."""
    known = kinds.known(today()).values()
    wanted = {kind for one in known for kind in one.organisations}
    held = {holding.organisation.pk for holding in holdings(seen_by)}
    own = Case(When(pk__in=held, then=Value(0)), default=Value(1))
    rows = led(seen_by).on(today()).filter(kind__in=wanted)
    if text:
        named = matching(text, name="name", pinyin="pinyin", initials="initials")
        rows = rows.filter(named | Q(code__startswith=text))
    found = rows.annotate(distance=own).order_by("distance", "pinyin", "pk")
    places = [
        Place(one, [kind for kind in known if one.kind in kind.organisations], one.pk in held)
        for one in found[:MOST_PLACES]
    ]
    return places, found.count() if len(places) == MOST_PLACES else len(places)


def in_days(rows: QuerySet[Meeting], first: date, last: date) -> QuerySet[Meeting]:
    """Meetings that begin on one of the days, both included."""
    return rows.filter(starts_at__gte=midnight(first), starts_at__lt=midnight(last + timedelta(days=1)))


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def week_of(*, seen_by, day: date) -> QuerySet[Meeting]:
    """Meetings of the seven days from `day` that are not annulled."""
    rows = in_days(meetings(seen_by=seen_by), day, day + timedelta(days=6))
    return rows.exclude(state=MeetingState.ANNULLED).order_by("starts_at", "pk")


def open_invitations(account) -> QuerySet[Invitation]:
    """Invitations to the account's person that wait for an answer."""
    return (
        Invitation.objects.filter(
            entry__person=account.person_id,
            answer=Answer.NONE,
            entry__meeting__state=MeetingState.CONVENED,
            entry__meeting__starts_at__gte=midnight(today()),
        )
        .exclude(entry__person=None)
        .select_related("entry__meeting__organisation")
        .order_by("entry__meeting__starts_at")
    )


def topics(*, seen_by) -> QuerySet[Topic]:
    """Topics of the organisations that the account's meetings reach, and one's own."""
    rows = Topic.objects.select_related("organisation", "forum")
    if seen_by is None:
        return rows
    mine = Q(person=seen_by.person_id) if seen_by.person_id else Q(pk__in=[])
    return rows.filter(Q(organisation__in=led(seen_by, Right.SEE).order_by().values("pk")) | mine)


def decisions(*, seen_by, as_of: date | None = None) -> QuerySet[Decision]:
    """Decisions of the organisations in reach, and those that the account's person carries out or helps with; with
    their tasks that are open, or were on the day."""
    still = Q(done_on=None) if as_of is None else Q(done_on=None) | Q(done_on__gt=as_of)
    waiting = Task.objects.filter(source_kind=DECISION, source_id=Cast(OuterRef("pk"), CharField()))
    counted = waiting.filter(still, dropped_on=None).order_by().values("source_id").annotate(n=Count("pk"))
    rows = Decision.objects.select_related("organisation", "owner", "meeting").annotate(
        open_tasks=Coalesce(Subquery(counted.values("n")), 0)
    )
    if seen_by is None:
        return rows
    reach = led(seen_by, Right.SEE).order_by().values("pk")
    mine = Q(pk__in=carried_out_by(seen_by).order_by().values("pk"))
    on_roll = Q(meeting__in=reached(seen_by).order_by().values("pk"))
    return rows.filter(Q(organisation__in=reach) | mine | on_roll)


def carried_out_by(account) -> QuerySet[Decision]:
    """Decisions that the account's person owns, helps with or has a task of."""
    person = account.person_id
    if person is None:
        return Decision.objects.none()
    given = Task.objects.filter(source_kind=DECISION, owner=person).order_by()
    tasks = given.values_list(Cast("source_id", BigIntegerField()))
    return Decision.objects.filter(Q(owner=person) | Q(helpers=person) | Q(pk__in=tasks))


def to_carry_out(*, seen_by) -> QuerySet[Decision]:
    """What waits for the account itself: decisions of its person, and of the organisations where it holds a post."""
    held = {holding.organisation.pk for holding in holdings(seen_by)}
    own = carried_out_by(seen_by).order_by().values("pk")
    return Decision.objects.filter(Q(pk__in=own) | Q(organisation__in=held))


def decision_or_404(pk: int, *, seen_by, right: str = Right.SEE) -> Decision:
    rows = decisions(seen_by=seen_by).select_related("item__topic", "meeting__organisation")
    if right != Right.SEE and seen_by is not None:
        rows = rows.filter(organisation__in=led(seen_by, right).order_by().values("pk"))
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def overdue(rows: QuerySet[Decision], day: date) -> QuerySet[Decision]:
    return rows.filter(state=DecisionState.OPEN, due_on__lt=day)


def posted(*, as_of: date) -> QuerySet[Posting]:
    """What residents can read on the day."""
    return Posting.objects.filter(posted_on__lte=as_of, until__gte=as_of, taken_down_on=None).select_related(
        "organisation"
    )
