"""A community whose secretary and director report, with units, members and representatives who appraise."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from jiceng.appraisal import commands
from jiceng.appraisal.models import Appraisal, WorkReport
from jiceng.kernel.pages import today
from jiceng.meetings import commands as meetings
from jiceng.meetings.commands import Call, votes
from jiceng.meetings.models import Meeting, Poll
from jiceng.organisations.enums import Kind, PostKind
from tests import factories


class Hall:
    """`secretary`, `director`, `street` are accounts; `tellers` two accounts of members."""

    def __init__(self, *, members=8, representatives=7, units=6):
        county = self.county = factories.make_county()
        self.community, self.branch = county["first"], county["first_branch"]
        post = factories.make_account_with_post
        self.secretary = post(self.branch, PostKind.SECRETARY)
        factories.make_member(self.branch, self.secretary.person)
        self.director = post(county["first_committee"], PostKind.DIRECTOR)
        self.street = post(county["street"], PostKind.SECRETARY)
        self.neighbour = post(county["second_branch"], PostKind.SECRETARY)
        self.members = [factories.make_account() for _one in range(members)]
        for one in self.members:
            factories.make_member(self.branch, one.person)
        seats = factories.make_post(county["first_committee"], PostKind.REPRESENTATIVE, places=200)
        self.representatives = [factories.make_account() for _one in range(representatives)]
        for one in self.representatives:
            factories.make_term(seats, one.person)
        self.contacts = []
        for number in range(units):
            unit = factories.make_organisation(
                f"第{number + 1}小学", Kind.RESIDENT_UNIT, under=self.community, territory=self.community
            )
            self.contacts.append(post(unit, PostKind.CONTACT))
        self.tellers = self.members[:2]

    def report(self, account, text="今年的工作和问题。") -> WorkReport:
        made = commands.begin_report(by=account, community=self.community)
        return commands.write_report(by=account, report=made, text=text)

    def send(self, account, on=None) -> WorkReport:
        return commands.send_report(by=account, report=self.report(account), on=on)

    def called(self) -> Meeting:
        """The meeting of appraisal, convened for now."""
        starts = timezone.make_aware(datetime.combine(today(), time(9)))
        person = self.secretary.person
        call = Call(starts, "会议室", called_by=person, chair=person, short_notice="年底前须开完")
        meeting = meetings.prepare(by=None, kind="report_appraisal", organisation=self.branch, call=call)
        return meetings.convene(by=None, meeting=meeting)

    def prepared(self) -> Appraisal:
        """Both reports sent four days ago, the boxes prepared, both tellers with their codes (`codes`)."""
        self.reports = [
            self.send(one, today() - timedelta(days=4)) for one in (self.secretary, self.director)
        ]
        self.meeting = self.called()
        appraisal = commands.prepare_appraisal(
            by=self.secretary,
            appraisal=Appraisal.objects.get(),
            meeting=self.meeting,
            tellers=[one.person_id for one in self.tellers],
        )
        poll = Poll.objects.first()
        self.codes = []
        for account in self.tellers:
            self.codes.append(votes.take_code(by=account, poll=poll))
            votes.check_code(by=account, poll=poll, code=self.codes[-1])
        return appraisal

    def opened(self) -> Appraisal:
        """Everybody is there and the boxes are open."""
        appraisal = self.prepared()
        self.meeting = meetings.open_meeting(by=None, meeting=self.meeting)
        for entry in self.meeting.roll.all():
            meetings.note_arrival(by=None, entry=entry)
        commands.open_boxes(by=self.secretary, appraisal=appraisal)
        return appraisal

    def cast(self, account, first: str, second: str = "") -> None:
        """A grade for the first who reports and for the second, in the one box where the account has its vote."""
        poll = next(
            one for one in Poll.objects.all() if one.electorate().filter(person=account.person).exists()
        )
        options = list(poll.options.order_by("pk"))
        named = {one.person_id: str(one.pk) for one in options}
        grades = {named[self.secretary.person_id]: first, named[self.director.person_id]: second or first}
        entry = poll.electorate().get(person=account.person)
        votes.cast_ballot(by=account, poll=poll, entry=entry, marks={"grades": grades})

    def counted(self, ballots=()) -> Appraisal:
        """After these ballots (or all the same) everything is closed and opened."""
        appraisal = self.opened()
        for account, *grades in ballots or [
            (one, "qualified") for one in (*self.members, *self.representatives, *self.contacts)
        ]:
            self.cast(account, *grades)
        commands.close_boxes(by=self.secretary, appraisal=appraisal)
        for account, code in zip(self.tellers, self.codes, strict=True):
            votes.unlock(by=account, poll=Poll.objects.first(), code=code)
        meetings.close_meeting(by=None, meeting=self.meeting)
        appraisal.refresh_from_db()
        return appraisal
