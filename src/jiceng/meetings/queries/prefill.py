"""Everything that a new meeting can know by itself, so that calling one takes two minutes."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from jiceng.institutions.models import Duty
from jiceng.institutions.queries.states import seen_duties
from jiceng.kernel.pages import today
from jiceng.kernel.working_days import is_working_day
from jiceng.meetings import kinds
from jiceng.meetings.enums import MeetingState
from jiceng.meetings.models import Meeting
from jiceng.meetings.queries.registers import Drawn, people_in_posts, roll_on
from jiceng.meetings.queries.topics import deadline, in_time
from jiceng.organisations.models import Organisation
from jiceng.people.models import Person

AFTERNOON = time(14, 30)


@dataclass(frozen=True)
class Prefill:
    """What the form is opened with; `agenda` are titles, one a line, `roll` is a preview."""

    rules: kinds.Rules
    organisation: Organisation
    starts_at: datetime
    number: int
    title: str
    place: str
    previous: Meeting | None
    duty: Duty | None
    callers: list[Person] = field(default_factory=list)
    chairs: list[Person] = field(default_factory=list)
    agenda: list[str] = field(default_factory=list)
    roll: list[Drawn] = field(default_factory=list)

    @property
    def topics_until(self) -> date | None:
        return deadline(self.rules, timezone.localdate(self.starts_at))

    @property
    def entitled(self) -> int:
        return sum(one.entitled for one in self.roll)

    @property
    def speaking(self) -> int:
        return len(self.roll) - self.entitled


def prefill(*, seen_by, kind: str, organisation: Organisation, duty: int | None = None) -> Prefill:
    """KindFault when there is no such kind of meeting today."""
    rules = kinds.of(kind, today())
    previous = last_of_series(kind, organisation)
    wanted = seen_duties(seen_by=seen_by, as_of=today()).filter(pk=duty, organisation=organisation).first()
    starts_at = _proposed_time(rules, previous, wanted)
    day = timezone.localdate(starts_at)
    number = next_number(kind, organisation, day.year)
    return Prefill(
        rules=rules,
        organisation=organisation,
        starts_at=starts_at,
        number=number,
        title=title_of(rules, organisation, day.year, number),
        place=previous.place if previous else "",
        previous=previous,
        duty=wanted,
        callers=people_in_posts(organisation, rules.call, day),
        chairs=people_in_posts(organisation, rules.chair, day),
        agenda=_agenda(rules, organisation, previous, day),
        roll=roll_on(rules, organisation, day),
    )


def last_of_series(kind: str, organisation: Organisation) -> Meeting | None:
    rows = Meeting.objects.filter(kind=kind, organisation=organisation)
    return rows.exclude(state=MeetingState.ANNULLED).order_by("-starts_at", "-pk").first()


def next_number(kind: str, organisation: Organisation, year: int) -> int:
    rows = Meeting.objects.filter(kind=kind, organisation=organisation, year=year)
    last = rows.exclude(state=MeetingState.ANNULLED).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def title_of(rules: kinds.Rules, organisation: Organisation, year: int, number: int) -> str:
    """The name under which it is kept: in Chinese, whatever the language of who calls it."""
    words = {"unit": organisation, "year": year, "number": number, "kind": rules.name}
    with override("zh-hans"):
        return (_("%(unit)s%(year)d年第%(number)d次%(kind)s") % words)[:120]


def _agenda(rules: kinds.Rules, organisation: Organisation, previous: Meeting | None, day: date) -> list[str]:
    """Topics taken up and waiting come first, then what the last of the series had, else what the kind usually has."""
    waiting = in_time(organisation, rules, day)
    usual = (
        list(previous.items.filter(topic=None).values_list("title", flat=True))
        if previous
        else [one["title"] for one in rules.agenda]
    )
    return list(dict.fromkeys([*waiting.order_by("pk").values_list("title", flat=True), *usual]))


def _proposed_time(rules: kinds.Rules, previous: Meeting | None, duty: Duty | None) -> datetime:
    """The first working day that keeps the notice period and leaves a day for handing in topics, at the hour of the
    last one; within the duty's time if that still can be, be it without further topics."""
    soonest = _working(today() + timedelta(days=max(rules.notice_days, 1)))
    day = _working(today() + timedelta(days=max(rules.notice_days, rules.topics_days, 1)))
    if duty is not None and duty.due_on < day:
        day = soonest
    if duty is not None and duty.opens_on > day:
        day = _working(duty.opens_on)
    hour = timezone.localtime(previous.starts_at).time() if previous else AFTERNOON
    return timezone.make_aware(datetime.combine(day, hour.replace(second=0, microsecond=0)))


def _working(day: date) -> date:
    """The day, or the first working day after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day
