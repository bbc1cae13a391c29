"""Votes prepared before the meeting follow the roll that is drawn for its day."""

import pytest

from jiceng.kernel.models import Entry
from jiceng.kernel.pages import today
from jiceng.meetings import commands
from jiceng.meetings.commands import votes
from jiceng.meetings.enums_votes import PollForm, PollState, PollWay
from jiceng.meetings.models import Poll, RollEntry
from jiceng.meetings.queries.votes.roll import voters
from jiceng.organisations.commands import ImpossibleError
from tests import factories
from tests.meetings.rooms import Rooms
from tests.meetings.test_roll_day import leave

pytestmark = pytest.mark.django_db


@pytest.fixture
def rooms():
    return Rooms()


class TestVotes:
    def test_a_secret_vote_has_the_voters_of_the_final_roll(self, rooms):
        meeting = rooms.convened()
        poll = votes.prepare_poll(
            by=None,
            item=meeting.items.get(),
            title="转正",
            form=PollForm.MOTION,
            way=PollWay.SECRET,
            phones=False,
        )
        gone, new = rooms.members[4], factories.make_member(rooms.branch)
        leave(rooms, gone)
        meeting = commands.open_meeting(by=None, meeting=meeting)
        people = {one.entry.person_id for one in voters(poll).rows}
        assert new.person_id in people
        assert gone.person_id not in people
        entry = RollEntry.objects.filter(meeting=meeting, person=gone.person)
        assert not entry.exists(), "no line is left through which a ballot could be handed out"
        tellers = [one.person_id for one in rooms.members[:2]]
        votes.name_tellers(by=None, poll=poll, people=tellers)
        assert votes.open_poll(by=None, poll=poll).state == PollState.OPEN
        rooms.present(meeting)
        handed = votes.hand_out(by=None, poll=poll, entry=meeting.roll.get(person=new.person))
        assert handed.entry.person == new.person

    def test_what_was_prepared_for_who_leaves_goes_too(self, rooms):
        meeting = rooms.convened()
        poll = votes.prepare_poll(
            by=None,
            item=meeting.items.get(),
            title="选举",
            form=PollForm.MOTION,
            way=PollWay.SECRET,
            phones=False,
        )
        teller, kept = rooms.members[4], rooms.members[5]
        votes.name_tellers(by=None, poll=poll, people=[teller.person_id, kept.person_id])
        Poll.objects.filter(pk=poll.pk).update(most_proxies=3)
        poll.refresh_from_db()
        lines = {one.person_id: one for one in meeting.roll.all()}
        giver, holder = lines[rooms.members[6].person_id], lines[teller.person_id]
        votes.entrust(by=None, poll=poll, giver=giver, holder=holder, written_on=today())
        leave(rooms, teller)
        commands.open_meeting(by=None, meeting=meeting)
        assert not poll.proxies.exists()
        assert [one.person for one in poll.tellers.all()] == [kept.person]
        assert teller.person.name in Entry.objects.get(verb="meetings.let_go").body
        with pytest.raises(ImpossibleError, match="两名计票人"):
            votes.open_poll(by=None, poll=poll)

    def test_grades_for_everybody_follow_the_roll_but_not_chosen_names(self, rooms):
        meeting = rooms.convened()
        item = meeting.items.get()
        values = {"by": None, "item": item, "form": PollForm.GRADES, "way": PollWay.SECRET}
        whole = votes.prepare_poll(title="民主评议", **values)
        chosen = votes.prepare_poll(title="两名", **values)
        votes.set_options(by=None, poll=chosen, names=[rooms.members[2].person.name])
        leave(rooms, rooms.members[4])
        new = factories.make_member(rooms.branch)
        commands.open_meeting(by=None, meeting=meeting)
        people = set(whole.options.values_list("person", flat=True))
        assert new.person_id in people
        assert rooms.members[4].person_id not in people
        assert chosen.options.count() == 1
