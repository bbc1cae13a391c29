"""A small county with everybody in place, a clock that can be set, and meetings held as on the pages: what the test of
all obligations lives in."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from jiceng.institutions import kinds
from jiceng.institutions.commands.duties import refresh
from jiceng.institutions.commands.editions import load_library
from jiceng.institutions.commands.work import record_event, record_for, record_work
from jiceng.institutions.models import Duty, Freshness, Obligation
from jiceng.meetings import commands
from jiceng.meetings.commands import Call
from jiceng.meetings.commands import votes as voting
from jiceng.meetings.kinds import of as rules_of
from jiceng.meetings.queries.registers import people_in_posts
from jiceng.organisations.enums import Kind, Line, PostKind
from jiceng.organisations.models import TerritoryFigures
from jiceng.responsibility import commands as responsibility
from jiceng.responsibility.models import ContactPoint
from tests import factories

SINCE = date(2026, 1, 1)
FIRST = date(2026, 1, 5)
EVENT = date(2026, 5, 11)  # a Monday


class Clock:
    """The present moment of the site, at any hour of Chinese time."""

    moment = datetime(2026, 1, 5, 1, tzinfo=UTC)

    def at(self, day: date, hour: int = 9) -> None:
        self.moment = datetime.combine(day, time(hour), tzinfo=timezone.get_default_timezone())

    def now(self) -> datetime:
        return self.moment


class County:
    """One body of each kind that owes something, with those in office; the library loaded, duties worked out."""

    def __init__(self, clock: Clock):
        self.clock = clock
        made = factories.make_county()
        self.branch, self.committee, self.area = (
            made["first_branch"],
            made["first_committee"],
            made["first"],
        )
        self.county, self.department = made["county"], made["department"]
        TerritoryFigures.objects.filter(organisation=self.area).update(households=300)
        self.unit = factories.make_organisation(
            "铁东小学", Kind.RESIDENT_UNIT, under=self.area, territory=self.area
        )
        self.bodies = {
            one.kind: one
            for one in (
                self.county,
                self.department,
                made["town"],
                made["street"],
                self.branch,
                self.committee,
                self.unit,
            )
        }
        self._in_office(made)
        load_library(by=None)
        Freshness.objects.update_or_create(pk=1, defaults={"since": SINCE})
        refresh(on=FIRST)

    def _in_office(self, made: dict) -> None:
        in_post = factories.make_account_with_post
        self.leader = in_post(self.county)
        self.head = in_post(self.department, PostKind.LEADER)
        self.above = {self.county.pk: self.head}
        in_post(made["town"])
        in_post(made["street"])
        self.secretary = in_post(self.branch)
        # A director whose term begins within the year, so that what is owed once a term falls due.
        begins = {"valid_from": date(2026, 2, 2)}
        director = factories.make_account()
        factories.make_term(factories.make_post(self.committee, PostKind.DIRECTOR), director.person, **begins)
        self.director = director
        in_post(self.unit, PostKind.CONTACT)
        for kind in (PostKind.ORGANISATION_MEMBER, PostKind.PUBLICITY_MEMBER):
            factories.make_term(factories.make_post(self.branch, kind))
        group = factories.make_organisation(
            "第一党小组", Kind.PARTY_GROUP, under=self.branch, line=Line.PARTY
        )
        factories.make_member(self.branch, self.secretary.person)
        for _ in range(6):
            factories.make_member(self.branch, group=group)
        post = factories.make_post(self.committee, PostKind.REPRESENTATIVE, places=9)
        self.representatives = [factories.make_term(post) for _ in range(8)]

    def approver(self, duty: Duty):
        """Somebody above the unit that owes."""
        return self.above.get(duty.organisation_id, self.leader)

    # Meetings, as they are kept on the pages.

    def convened(
        self, kind: str, body, on: date, agenda=("通报情况",), ahead: int = 20, topics=(), matter=""
    ):
        """Called so many days ahead; `topics` are handed in before."""
        self.clock.at(on - timedelta(days=ahead + 1))
        for title in topics:
            commands.hand_in(by=None, organisation=body, kind=kind, title=title)
        self.clock.at(on - timedelta(days=ahead))
        chair = people_in_posts(body, rules_of(kind, on).call, on)[0]
        starts = datetime.combine(on, time(14), tzinfo=timezone.get_default_timezone())
        call = Call(
            starts_at=starts,
            place="会议室",
            called_by=chair,
            chair=chair,
            short_notice="" if ahead > 10 else "急事",
        )
        meeting = commands.prepare(
            by=None,
            kind=kind,
            organisation=body,
            call=call,
            agenda=None if agenda is None else [*topics, *agenda],
        )
        if matter:
            meeting.items.update(matter=matter)
        self._study_first(meeting, on)
        return commands.convene(by=None, meeting=meeting)

    def _study_first(self, meeting, on: date) -> None:
        """What must be studied first has been, by the branch's committee."""
        rules = rules_of(meeting.kind, on)
        first = [item for item in meeting.items.all() if rules.pre_study.get(item.matter)]
        if not first:
            return
        then = self.clock.moment
        study = self.held("committee", self.branch, on - timedelta(days=22), matter=first[0].matter)
        self.clock.moment = then
        for item in first:
            commands.change_item(by=None, item=item, pre_studied_at=study.items.first())

    def opened(self, kind: str, body, on: date, *, away=(), **how):
        """Open, everybody there but `away`."""
        meeting = self.convened(kind, body, on, **how)
        self.clock.at(on, 14)
        commands.open_meeting(by=None, meeting=meeting)
        for entry in meeting.roll.exclude(person__in=away):
            commands.note_arrival(by=None, entry=entry)
        return meeting

    def held(self, kind: str, body, on: date, *, vote=False, decide=False, **how):
        """Opened, everybody heard, decided if wished, closed; back at the end of the day."""
        meeting = self.opened(kind, body, on, **how)
        items = list(meeting.items.all())
        for item in items:
            item = commands.save_item(
                by=None, item=item, base=item.version, notes="讨论充分。", decision_draft=""
            )
            for entry in (
                meeting.roll.filter(entitled=True) if kind == "committee" else meeting.roll.all()[:1]
            ):
                commands.add_speech(by=None, item=item, name=entry.name, text="同意。")
        if vote:
            self.voted(items[0], meeting.roll.filter(entitled=True).count())
        if decide:
            commands.decide(by=None, item=items[0], text="同意这样办。")
        return commands.close_meeting(by=None, meeting=meeting)

    def voted(self, item, heads: int) -> None:
        """All hands up, counted and announced."""
        poll = voting.prepare_poll(by=None, item=item, title="是否同意", form="motion", way="hands")
        poll = voting.open_poll(by=None, poll=poll)
        lines = {"yes": heads, "no": 0, "abstain": 0}
        voting.fill_sheet(by=self.secretary, poll=poll, returned=0, void=0, lines=lines)
        poll = voting.close_poll(by=None, poll=poll)
        voting.publish_poll(by=None, poll=poll)

    def signed(self, meeting) -> None:
        """The minutes, drafted and approved."""
        draft = commands.draft_minutes(by=None, meeting=meeting)
        commands.approve_minutes(by=None, minutes=draft)

    def posted(self, meeting=None, decision=None, body=None):
        body = body or (meeting or decision).organisation
        return commands.post(
            by=None, organisation=body, title="公开", text="内容", meeting=meeting, decision=decision
        )

    def contact_point(self, leader):
        """The leader's own community since the first day."""
        found = ContactPoint.objects.filter(community=self.area, leader=leader).first()
        return found or responsibility.put_in_charge(
            by=None, community=self.area, leader=leader, ground=responsibility.Ground(FIRST)
        )

    # What no other page records.

    def happened(self, kind: str, body, on: date):
        """Written down on the unit's page of what happened."""
        self.clock.at(on)
        return record_event(by=None, kind=kind, organisation=body, on=on, title=kinds.label_of(kind))

    def wrote(self, duty: Duty, on: date, marks=None):
        """The work record from the duty's own button, with all the pieces that the clause asks for."""
        self.clock.at(on)
        one = duty.obligation
        asked = [row.mark for row in one.required_marks.all()] if marks is None else marks
        heads = {"entitled": 10, "present": 9} if one.quorum_den else {}
        return record_for(
            by=None,
            duty=duty,
            on=on,
            title=one.title,
            amount=one.need if one.unit else 1,
            marks=asked,
            **heads,
        )

    def said(self, kind: str, body, on: date, subject: str = "", marks=()):
        """An event that is recorded by hand."""
        self.clock.at(on)
        return record_work(
            by=None,
            kind=kind,
            organisation=body,
            on=on,
            title=kinds.label_of(kind),
            subject=subject,
            marks=marks,
        )


def obligations() -> list[Obligation]:
    """Of the law in force, in the order of their keys."""
    rows = Obligation.objects.filter(edition__pack="cn-2026", edition__published_at__isnull=False)
    return list(rows.order_by("edition__institution__number", "pk").prefetch_related("required_marks"))
