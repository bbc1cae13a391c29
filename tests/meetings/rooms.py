"""A county with people in posts, and meetings at each of their stations, for the tests of meetings."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from jiceng.kernel.pages import today
from jiceng.meetings import commands
from jiceng.meetings.commands import Call
from jiceng.organisations.enums import Kind, PostKind, Standing
from tests import factories


def at(days: int, hour: int = 14):
    """A moment so many days from today."""
    return timezone.make_aware(datetime.combine(today() + timedelta(days=days), time(hour, 30)))


class Rooms:
    """The first community: its branch with secretary, committee and members, its committee with representatives."""

    def __init__(self, members: int = 9, representatives: int = 20) -> None:
        self.county = factories.make_county()
        self.branch, self.committee = self.county["first_branch"], self.county["first_committee"]
        self.area = self.county["first"]
        self.secretary = factories.make_account_with_post(self.branch, PostKind.SECRETARY)
        self.director = factories.make_account_with_post(self.committee, PostKind.DIRECTOR)
        self.deputy = factories.make_term(
            factories.make_post(self.branch, PostKind.ORGANISATION_MEMBER)
        ).person
        self.members = [factories.make_member(self.branch, self.secretary.person)]
        self.members += [factories.make_member(self.branch) for _ in range(members - 1)]
        self.probationer = factories.make_member(self.branch, standing=Standing.PROBATIONARY)
        post = factories.make_post(self.committee, PostKind.REPRESENTATIVE, places=99)
        self.representatives = [factories.make_term(post) for _ in range(representatives)]

    def unit(self, name: str = "铁东小学", contact: bool = True):
        unit = factories.make_organisation(name, Kind.RESIDENT_UNIT, under=self.area, territory=self.area)
        if contact:
            factories.make_term(factories.make_post(unit, PostKind.CONTACT))
        return unit

    def call(self, days: int = 14, **fields) -> Call:
        person = fields.pop("person", self.secretary.person)
        return Call(
            **{"starts_at": at(days), "place": "会议室", "called_by": person, "chair": person, **fields}
        )

    def prepared(self, kind: str = "members", organisation=None, *, agenda=("通报支部工作",), days: int = 14):
        """A draft called by the secretary, or by the director for the committee's meetings."""
        organisation = organisation or self.branch
        who = self.director if organisation == self.committee else self.secretary
        call = self.call(days, person=who.person)
        return commands.prepare(by=None, kind=kind, organisation=organisation, call=call, agenda=list(agenda))

    def convened(self, *args, **kwargs):
        meeting = self.prepared(*args, **kwargs)
        return commands.convene(by=None, meeting=meeting)

    def opened(self, *args, present: int | None = None, **kwargs):
        """Open, with the first so many of the entitled there (default: all)."""
        meeting = commands.open_meeting(by=None, meeting=self.convened(*args, **kwargs))
        return self.present(meeting, present)

    def present(self, meeting, heads: int | None = None):
        """The first so many of the entitled come (default: all)."""
        entries = list(meeting.roll.filter(entitled=True).order_by("pk"))
        for entry in entries[:heads]:
            commands.note_arrival(by=None, entry=entry)
        return meeting

    def closed(self, *args, **kwargs):
        return commands.close_meeting(by=None, meeting=self.opened(*args, **kwargs))
