"""A year under the institutions: meetings held, work recorded, some late, some never; same seed, same year.

Rows are written in bulk, as a year of commands would have left them; verdicts are weighed by the same statement as
everywhere.
"""

import hashlib
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from jiceng.console.demo.pouring import pour
from jiceng.console.demo.representatives import represent
from jiceng.console.demo.statistics import look_again
from jiceng.console.demo.year_texts import ITEMS, NOTES, RESULTS
from jiceng.institutions import kinds
from jiceng.institutions.commands.assessing import KIND as ASSESSED
from jiceng.institutions.commands.assessing import assess
from jiceng.institutions.commands.duties import refresh
from jiceng.institutions.commands.editions import load_library
from jiceng.institutions.commands.notices import remind
from jiceng.institutions.enums import Rhythm
from jiceng.institutions.models import Duty, Evidence, EvidenceMark, Freshness, Obligation, WorkRecord
from jiceng.kernel.pages import today
from jiceng.kernel.record import kind_of
from jiceng.meetings.models import (
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
    Minutes,
    RollEntry,
)
from jiceng.organisations.enums import PostKind, Standing
from jiceng.organisations.models import Organisation, PartyMembership, Term

SINCE = date(2026, 1, 1)
ROUNDS = 3
QUARTERS = (4, 7, 10)  # months in whose first night the quarter before is worked out
CHINA = timedelta(hours=8)
# What a part of the site keeps itself once the county is reorganised.
KEPT_ELSEWHERE = ("visit.leader", "visit.household", "training.own")
BATCH = 2000
ROLL = ("person_id", "name", "source", "post_kind")


def live(seed: int, step: Callable[[str], None], visited_since: date | None = None) -> dict:
    """Load the library, work out the duties since New Year, and live until yesterday. From `visited_since` on visits
    of leaders are recorded one by one elsewhere."""
    step("institutions")
    load_library()
    Freshness.objects.update_or_create(pk=1, defaults={"since": SINCE})
    step("representatives")
    represent(seed)
    step("duties")
    look_again()
    refresh()
    year = Year(seed, visited_since)
    for number in range(ROUNDS):
        step(f"a year of work {number + 1}/{ROUNDS}")
        year.work()
        year.write()
        look_again()
        refresh()
    for begun in (date(SINCE.year, month, 1) for month in QUARTERS):
        if begun <= today():
            assess(on=begun)
    remind()
    return {"meetings": Meeting.objects.count(), "work_records": WorkRecord.objects.count()}


@dataclass
class Held:
    """One thing done: a meeting or a piece of work, and the evidence that it leaves."""

    row: Meeting | WorkRecord
    evidence: Evidence
    marks: set[str] = field(default_factory=set)
    roll: list[tuple] = field(default_factory=list)  # as in ROLL
    here: int = 0


class Year:
    """Decides for each unit how diligent it is, and for each duty whether and when it is done."""

    def __init__(self, seed: int, visited_since: date | None = None):
        self.visited_since = visited_since or date.max
        self.chance = random.Random(seed)  # noqa: S311  # demonstration data, not secrets
        self.until = today() - timedelta(days=1)
        self.diligence: dict[int, float] = {}
        self.numbers: dict[tuple, int] = defaultdict(int)
        self.held: list[Held] = []
        self.decided: set[int] = set()
        self._members = self._read_members()
        self._terms = self._read_terms()

    def _read_members(self) -> dict[int, list]:
        rows = PartyMembership.objects.filter(standing=Standing.FULL).select_related("person").order_by("pk")
        found = defaultdict(list)
        for row in rows:
            found[row.branch_id].append(row)
        return found

    def _read_terms(self) -> dict[int, list]:
        found = defaultdict(list)
        for row in Term.objects.select_related("person", "post").order_by("post_id", "pk"):
            found[row.post.organisation_id].append(row)
        return found

    def work(self) -> None:
        """Do what is open, unit by unit and kind by kind; one meeting serves every duty of its kind and time."""
        rows = Duty.objects.filter(
            withdrawn_on__isnull=True, fulfilled_on__isnull=True, opens_on__lte=self.until
        ).order_by("organisation_id", "obligation__evidence", "opens_on", "pk")
        groups: dict[tuple, list[Duty]] = defaultdict(list)
        for duty in self._known(rows):
            if duty.obligation.evidence in KEPT_ELSEWHERE and duty.opens_on >= self.visited_since:
                continue
            if duty.obligation.evidence == ASSESSED:
                continue
            if duty.pk not in self.decided:
                self.decided.add(duty.pk)
                groups[duty.organisation_id, duty.obligation.evidence].append(duty)
        for (organisation, kind), duties in groups.items():
            self._keep(organisation, kind, duties)

    def _known(self, duties: Iterable[Duty]) -> Iterator[Duty]:
        """With what they belong to: thousands of duties share a hundred units and obligations."""
        obligations = Obligation.objects.prefetch_related("required_marks").in_bulk()
        organisations = Organisation.objects.in_bulk()
        terms = Term.objects.select_related("person").in_bulk()
        for duty in duties:
            duty.obligation = obligations[duty.obligation_id]
            duty.organisation = organisations[duty.organisation_id]
            if duty.term_id:
                duty.term = terms[duty.term_id]
            yield duty

    def _keep(self, organisation: int, kind: str, duties: list[Duty]) -> None:
        share = self.diligence.setdefault(organisation, self.chance.uniform(0.82, 0.99))
        done: list[tuple[date, str, int | None]] = []
        for duty in duties:
            need = duty.need if duty.obligation.unit == "" else 1
            for _ in range(min(need, 6)):
                on = self._day(duty, share)
                if on is None:
                    continue
                again = any(
                    duty.opens_on <= day
                    and (duty.closes_on is None or day < duty.closes_on)
                    and subject == duty.subject
                    and term == duty.term_id
                    for day, subject, term in done
                )
                if again and need == 1:
                    continue
                done.append((on, duty.subject, duty.term_id))
                marks = {
                    row.mark
                    for other in duties
                    if other.opens_on <= on and (other.closes_on is None or on < other.closes_on)
                    for row in other.obligation.required_marks.all()
                }
                if self.chance.random() > share:
                    marks -= {self.chance.choice(sorted(marks))} if marks else set()
                self.held.append(self._do(duty, kind, on, marks))

    def _day(self, duty: Duty, share: float) -> date | None:
        """In time, late, or never; what is due only later is sometimes done already."""
        last = min(duty.due_on, self.until)
        luck = self.chance.random()
        if duty.due_on > self.until:
            luck = luck / 0.45 if duty.obligation.rhythm != Rhythm.ALWAYS else luck
        if luck < share:
            return duty.opens_on + timedelta(days=self.chance.randint(0, max((last - duty.opens_on).days, 0)))
        latest = min(duty.closes_on - timedelta(days=1) if duty.closes_on else self.until, self.until)
        if luck < share + 0.08 and latest > duty.due_on:
            return duty.due_on + timedelta(days=self.chance.randint(1, (latest - duty.due_on).days))
        return None

    def _do(self, duty: Duty, kind: str, on: date, marks: set[str]) -> Held:
        meeting = kind.removeprefix("meeting.")
        if meeting != kind:
            return self._meet(duty, kind, meeting, on, marks)
        known = kinds.of(kind)
        person = duty.term.person if duty.term_id else None
        amount = duty.need if duty.obligation.unit else 1
        work = WorkRecord(
            kind=kind,
            organisation=duty.organisation,
            person=person,
            on=on,
            subject=duty.subject,
            title=str(known.label) if known else duty.obligation.title,
            amount=amount,
            marks=sorted(marks),
        )
        heads = {"entitled": 10, "present": 9} if duty.obligation.quorum_den else {}
        evidence = Evidence(
            kind=kind,
            organisation=duty.organisation,
            person=person,
            on=on,
            amount=amount,
            subject=duty.subject,
            source_name=work.title[:200],
            **heads,
        )
        return Held(work, evidence, marks)

    def _meet(self, duty: Duty, kind: str, meeting: str, on: date, marks: set[str]) -> Held:
        organisation = duty.organisation
        self.numbers[organisation.pk, meeting, on.year] += 1
        number = self.numbers[organisation.pk, meeting, on.year]
        begins = _moment(on, self.chance.choice((9, 14, 15, 19)))
        in_office = self._in_office(organisation.pk, on)
        chair = in_office[0].person if in_office else None
        label = str(kinds.label_of(kind))
        row = Meeting(
            kind=meeting,
            organisation=organisation,
            title=f"{label}（{on.year}年第{number}次）",
            year=on.year,
            number=number,
            starts_at=begins,
            ends_at=begins + timedelta(minutes=90),
            place="社区会议室",
            state="closed",
            called_by=chair,
            chair=chair,
            convened_at=begins - timedelta(days=12),
            sealed_at=begins - timedelta(days=11),
            frozen_at=begins,
            closed_at=begins + timedelta(minutes=90),
        )
        roll = self._roll(meeting, organisation, on, in_office)
        here = len(roll) - sum(self.chance.random() < 0.09 for _ in roll)
        evidence = Evidence(
            kind=kind,
            organisation=organisation,
            on=on,
            entitled=len(roll),
            present=here,
            subject=duty.subject,
            source_name=row.title,
        )
        return Held(row, evidence, {*marks, "roll"}, roll, here)

    def _in_office(self, organisation: int, on: date) -> list[Term]:
        leading = (PostKind.SECRETARY, PostKind.DIRECTOR, PostKind.LEADER)
        rows = [
            row
            for row in self._terms[organisation]
            if row.valid_from <= on and (row.valid_to is None or row.valid_to > on)
        ]
        return sorted(rows, key=lambda row: (row.post.kind not in leading, row.pk))

    def _roll(self, meeting: str, organisation: Organisation, on: date, in_office: list) -> list:
        if meeting in {"members", "party_lesson", "theme_day", "organisation_life", "group"}:
            held = [
                (one.person, "full_members", "")
                for one in self._members[organisation.pk]
                if one.valid_from <= on and (one.valid_to is None or one.valid_to > on)
            ]
        elif meeting in {"congress", "residents", "deliberation"}:
            held = [
                (
                    one.person,
                    "representatives" if one.post.kind == PostKind.REPRESENTATIVE else "committee",
                    one.post.kind,
                )
                for one in in_office
                if one.post.kind != PostKind.WORKER
            ]
        else:
            held = [
                (one.person, "committee", one.post.kind)
                for one in in_office
                if one.post.kind != PostKind.REPRESENTATIVE
            ]
        once = {person.pk: (person, source, post) for person, source, post in reversed(held)}
        return [(person.pk, person.name, source, post) for person, source, post in reversed(once.values())]

    def write(self) -> None:
        """All that was done since the last time, in bulk."""
        works = [one for one in self.held if isinstance(one.row, WorkRecord)]
        meetings = [one for one in self.held if isinstance(one.row, Meeting)]
        WorkRecord.objects.bulk_create([one.row for one in works], batch_size=BATCH)
        Meeting.objects.bulk_create([one.row for one in meetings], batch_size=BATCH)
        pages = {
            model: reverse(name, args=[0])
            for model, name in ((WorkRecord, "work_record"), (Meeting, "meeting"))
        }
        for one in self.held:
            one.evidence.source_kind, one.evidence.source_id = kind_of(one.row), str(one.row.pk)
            one.evidence.source_url = pages[type(one.row)].replace("/0/", f"/{one.row.pk}/")
        Evidence.objects.bulk_create([one.evidence for one in self.held], batch_size=BATCH)
        marks = [(one.evidence.pk, mark) for one in self.held for mark in sorted(one.marks)]
        pour(EvidenceMark, ("evidence_id", "mark"), marks)
        self._write_meetings(meetings)
        self.held = []

    def _write_meetings(self, meetings: list[Held]) -> None:
        self._write_rolls(meetings)
        items, minutes = [], []
        moment = connection.ops.adapt_datetimefield_value
        now = moment(timezone.now())
        for one in meetings:
            titles = ITEMS.get(one.row.kind, ITEMS[""])
            for order, (title, work) in enumerate(self.chance.sample(titles, 2), 1):
                notes = self.chance.choice(NOTES)
                items.append(AgendaItem(meeting=one.row, order=order, title=title, work=work, notes=notes))
            if "minutes" in one.marks:
                text = f"{one.row.title}\n应到{len(one.roll)}人，实到{one.here}人。"
                digest = hashlib.sha256(text.encode()).hexdigest()
                approved = one.row.closed_at + timedelta(days=1)
                minutes.append((one.row.pk, 1, text, digest, now, moment(approved)))
        AgendaItem.objects.bulk_create(items, batch_size=BATCH)
        pour(Minutes, ("meeting_id", "version", "text", "sha256", "written_at", "approved_at"), minutes)
        self._decide(meetings, items)

    def _write_rolls(self, meetings: list[Held]) -> None:
        """Who was on each roll, and who came."""
        before = RollEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        rows = [(one.row.pk, *entry) for one in meetings for entry in one.roll]
        pour(RollEntry, ("meeting_id", *ROLL), rows)
        made = iter(RollEntry.objects.filter(pk__gt=before).order_by("pk").values_list("pk", flat=True))
        came = []
        for one in meetings:
            entries = [next(made) for _entry in one.roll]
            at = connection.ops.adapt_datetimefield_value(one.row.starts_at)
            came += [(entry, at, "clerk") for entry in self.chance.sample(entries, one.here)]
        pour(Attendance, ("entry_id", "came_at", "by"), came)

    def _decide(self, meetings: list[Held], items: list[AgendaItem]) -> None:
        """One meeting in three decides something; most of it is carried out."""
        first = {item.meeting_id: item for item in items if item.order == 1}
        rows = []
        for one in meetings:
            if self.chance.random() > 0.34:
                continue
            item, on = first[one.row.pk], one.evidence.on
            done = on + timedelta(days=self.chance.randint(5, 40))
            finished = done <= self.until and self.chance.random() < 0.85
            rows.append(
                Decision(
                    meeting=one.row,
                    item=item,
                    organisation=one.row.organisation,
                    number=f"决{one.row.pk}-1",
                    text=f"同意“{item.title}”的安排，由负责人组织落实。",
                    decided_on=on,
                    owner=one.row.chair,
                    due_on=on + timedelta(days=30),
                    assigned_on=on,
                    state="done" if finished else "open",
                    result=self.chance.choice(RESULTS) if finished else "",
                    done_on=done if finished else None,
                )
            )
        Decision.objects.bulk_create(rows, batch_size=BATCH)


def _moment(on: date, hour: int) -> datetime:
    return datetime.combine(on, time(hour), tzinfo=UTC) - CHINA
