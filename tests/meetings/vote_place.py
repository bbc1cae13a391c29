"""A meeting that is on, with a roll, for tests of votes."""

from datetime import date

from django.utils import timezone

from jiceng.meetings.commands import votes as commands
from jiceng.meetings.enums import CameBy, MeetingState, RollSource
from jiceng.meetings.enums_votes import PollForm, PollWay
from jiceng.meetings.models import AgendaItem, Attendance, Meeting, RollEntry
from tests import factories

# Accounts as they come out of a vote: their codes by number of the teller.
Codes = dict[int, str]


class Place:
    """An open meeting: `entries` on the roll, all there; `accounts` of the persons, in the same order."""

    def __init__(self, count=12, *, kind="congress", matter="general", accounts=True):
        self.county = factories.make_county()
        body = self.county["first_branch" if kind == "members" else "first_committee"]
        self.clerk = factories.make_account_with_post(body, "secretary" if kind == "members" else "director")
        now = timezone.now()
        self.meeting = Meeting.objects.create(
            kind=kind,
            organisation=body,
            title="测试会议",
            year=now.year,
            number=1,
            starts_at=now,
            state=MeetingState.OPEN,
            frozen_at=now,
        )
        self.item = AgendaItem.objects.create(meeting=self.meeting, order=1, title="表决事项", matter=matter)
        self.entries = [self.enter(f"代表{number:03d}") for number in range(count)]
        self.accounts = (
            [factories.make_account(person=one.person) for one in self.entries] if accounts else []
        )

    def enter(self, name: str, *, there=True, entitled=True) -> RollEntry:
        entry = RollEntry.objects.create(
            meeting=self.meeting,
            person=factories.make_person(name),
            name=name,
            source=RollSource.REPRESENTATIVES,
            entitled=entitled,
        )
        if there:
            Attendance.objects.create(entry=entry, came_at=timezone.now(), by=CameBy.CLERK)
        return entry

    def prepare(self, form=PollForm.MOTION, way=PollWay.SECRET, **values):
        return commands.prepare_poll(
            by=None, item=self.item, title="关于公约的表决", form=form, way=way, **values
        )

    def tellers(self, poll) -> Codes:
        """The last two on the roll count; their codes are taken and checked."""
        people = [one.person_id for one in self.entries[-2:]]
        commands.name_tellers(by=None, poll=poll, people=people)
        codes = {}
        for number, account in enumerate(self.accounts[-2:], 1):
            codes[number] = commands.take_code(by=account, poll=poll)
            commands.check_code(by=account, poll=poll, code=codes[number])
        return codes

    def cast(self, poll, number: int, marks: dict):
        return commands.cast_ballot(
            by=self.accounts[number], poll=poll, entry=self.entries[number], marks=marks
        )

    def unlock(self, poll, codes: Codes) -> None:
        for number, account in enumerate(self.accounts[-2:], 1):
            commands.unlock(by=account, poll=poll, code=codes[number])

    def sheets(self, poll, *sheets: tuple[int, int, dict]) -> None:
        """Each teller's own sheet: returned, void, lines."""
        for account, (returned, void, lines) in zip(self.accounts[-2:], sheets, strict=True):
            commands.fill_sheet(by=account, poll=poll, returned=returned, void=void, lines=lines)


YES, NO, ABSTAIN = {"motion": "yes"}, {"motion": "no"}, {"motion": "abstain"}
SOME_DAY = date(2026, 11, 1)
