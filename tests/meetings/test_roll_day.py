"""The roll is that of the day: who came or left after the notice is shown before the meeting opens and drawn when it
does; what was answered stays with who stays."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from jiceng.kernel.models import Entry
from jiceng.kernel.pages import today
from jiceng.meetings import commands
from jiceng.meetings.enums import Answer
from jiceng.meetings.models import Meeting, Poll
from jiceng.meetings.queries.congress import absences
from jiceng.meetings.queries.quorum import quorum
from jiceng.meetings.queries.roll_day import day_roll
from jiceng.organisations.commands import ImpossibleError, end_term, make_full, transfer_member
from jiceng.organisations.enums import PostKind
from jiceng.organisations.models import Organisation, PartyMembership, Post, Residence, Term
from tests import factories
from tests.meetings.rooms import Rooms

pytestmark = pytest.mark.django_db


@pytest.fixture
def rooms():
    return Rooms()


def names(changes) -> list[str]:
    return [one.name for one in changes]


def pairs(changes) -> list[tuple[str, str]]:
    return [(one.name, one.why) for one in changes]


def leave(rooms, member, on=None) -> Organisation:
    """The member goes over to another branch of the street; gives that branch."""
    other = rooms.county["second_branch"]
    transfer_member(by=None, person=member.person, to=other, on=on or today())
    return other


def test_nothing_changed_is_nothing_said(rooms):
    meeting = rooms.convened()
    assert not day_roll(meeting)
    opened = commands.open_meeting(by=None, meeting=meeting)
    assert opened.roll_changes == {}
    assert "added" not in Entry.objects.get(verb="meetings.open").body


def test_who_came_and_who_left_with_the_reason(rooms):
    meeting = rooms.convened()
    gone = rooms.members[4]
    other = leave(rooms, gone)
    new = factories.make_member(other)
    transfer_member(by=None, person=new.person, to=rooms.branch, on=today() + timedelta(days=3))
    found = day_roll(meeting)
    assert pairs(found.added) == [(new.person.name, f"{today() + timedelta(days=3)}由{other}转入")]
    assert pairs(found.gone) == [(gone.person.name, f"{today()}转到{other}")]
    assert meeting.roll.filter(person=gone.person).exists(), "reading changes nothing"
    meeting = commands.open_meeting(by=None, meeting=meeting)
    people = set(meeting.roll.values_list("person", flat=True))
    assert new.person_id in people
    assert gone.person_id not in people
    assert meeting.roll_changes["added"] == [{"name": new.person.name, "why": found.added[0].why}]
    assert new.person.name in Entry.objects.get(verb="meetings.open").body


def test_who_leaves_after_the_day_still_belongs(rooms):
    meeting = rooms.convened(days=14)
    leave(rooms, rooms.members[4], today() + timedelta(days=15))
    assert not day_roll(meeting)


def test_answers_stay_with_who_stays(rooms):
    rooms.unit()
    meeting = rooms.convened("congress", rooms.committee)
    stays, goes = meeting.roll.filter(source="representatives").order_by("pk")[:2]
    kept = stays.invitation
    commands.answer_invitation(by=None, invitation=kept, answer=Answer.ABSENT, reason="出差")
    commands.answer_invitation(by=None, invitation=goes.invitation, answer=Answer.COMING)
    end_term(by=None, term=Term.objects.get(person=goes.person), on=today() + timedelta(days=1))
    meeting = commands.open_meeting(by=None, meeting=meeting)
    assert meeting.roll.get(pk=stays.pk).invitation.reason == "出差"
    assert meeting.roll_changes["gone"] == [
        {"name": goes.name, "why": f"{today() + timedelta(days=1)}起不再任职"}
    ]


def test_a_unit_that_names_somebody_stays_with_its_substitute(rooms):
    unit = rooms.unit(contact=False)
    meeting = rooms.convened("coordination", rooms.branch, agenda=["共建"])
    entry = meeting.roll.get(unit=unit)
    commands.answer_invitation(by=None, invitation=entry.invitation, answer="substitute", substitute="李四")
    contact = factories.make_term(factories.make_post(unit, PostKind.CONTACT)).person
    found = day_roll(meeting)
    assert pairs(found.altered) == [(contact.name, f"代表{unit}")]
    meeting = commands.open_meeting(by=None, meeting=meeting)
    entry.refresh_from_db()
    assert (entry.person, entry.invitation.substitute) == (contact, "李四")


def test_two_contacts_change_places(rooms):
    first, second = rooms.unit("铁东小学"), rooms.unit("铁西小学")
    meeting = rooms.convened("coordination", rooms.branch, agenda=["共建"])
    terms = {one.post.organisation: one for one in Term.objects.filter(post__kind=PostKind.CONTACT)}
    posts = [terms[unit].post for unit in (first, second)]
    Post.objects.filter(pk=posts[0].pk).update(places=2)  # both for a moment
    Term.objects.filter(pk=terms[second].pk).update(post=posts[0])
    Term.objects.filter(pk=terms[first].pk).update(post=posts[1])
    Post.objects.filter(pk=posts[0].pk).update(places=1)
    assert len(day_roll(meeting).altered) == 2
    meeting = commands.open_meeting(by=None, meeting=meeting)
    assert meeting.roll.get(person=terms[first].person).unit == second


def test_a_probationer_becomes_full_and_votes(rooms):
    long_ago = today() - timedelta(days=800)
    PartyMembership.objects.filter(pk=rooms.probationer.pk).update(joined_on=long_ago, valid_from=long_ago)
    person = rooms.probationer.person
    meeting = rooms.convened()
    make_full(by=None, person=person, on=today())
    found = day_roll(meeting)
    assert pairs(found.altered) == [(person.name, f"取得表决权，{today()}转为正式党员")]
    assert (found.before, found.after) == (9, 10)
    meeting = commands.open_meeting(by=None, meeting=meeting)
    assert meeting.roll.get(person=person).entitled


def test_a_guest_who_is_on_a_register_now_gets_the_vote(rooms):
    """Invited by hand before the transfer came: the register wins over the invitation."""
    guest = factories.make_person("赵客")
    meeting = rooms.convened()
    commands.add_to_roll(by=None, meeting=meeting, person=guest)
    factories.make_member(rooms.branch, guest)
    meeting = commands.open_meeting(by=None, meeting=meeting)
    entry = meeting.roll.get(person=guest)
    assert (entry.entitled, entry.source) == (True, "full_members")


def test_a_guest_stays_a_guest(rooms):
    meeting = rooms.convened()
    commands.add_to_roll(by=None, meeting=meeting, name="王来宾")
    leave(rooms, rooms.members[5])
    meeting = commands.open_meeting(by=None, meeting=meeting)
    assert not meeting.roll.get(name="王来宾").entitled


def test_the_quorum_is_that_of_the_day(rooms):
    """Nine need five, ten need five, eleven need six: whoever came in between decides whether five are enough."""
    meeting = rooms.convened()
    for _ in range(2):
        factories.make_member(rooms.branch)
    found = day_roll(meeting)
    assert (found.least_before, found.least) == (5, 6)
    meeting = rooms.present(commands.open_meeting(by=None, meeting=meeting), 5)
    assert not quorum(meeting).met
    assert quorum(meeting).heads.entitled == 11


def test_residents_of_age_on_the_day(rooms):
    """At eighteen on the day of the meeting one is on its roll, having moved away one is not."""
    area = rooms.area
    stays = factories.make_resident(area, factories.make_person(born_on=today() - timedelta(days=9000)))
    goes = factories.make_resident(area, factories.make_person(born_on=today() - timedelta(days=9000)))
    meeting = rooms.convened("residents", rooms.committee, days=20)
    eighteen = factories.make_person(born_on=(today() - timedelta(days=6574)))
    Residence.objects.filter(pk=goes.pk).update(valid_to=today())
    factories.make_resident(rooms.county["second"], goes.person, valid_from=today())
    factories.make_resident(area, eighteen, valid_from=today() - timedelta(days=400))
    found = day_roll(meeting)
    assert (eighteen.name, "年满十八周岁") in pairs(found.added)
    assert (goes.person.name, f"{today()}迁到{rooms.county['second']}") in pairs(found.gone)
    assert stays.person.name not in names(found.gone)


def test_an_empty_roll_does_not_open(rooms):
    meeting = rooms.convened("congress", rooms.committee, days=14)
    for term in Term.objects.filter(post__organisation=rooms.committee):
        end_term(by=None, term=term, on=today() + timedelta(days=2))
    with pytest.raises(ImpossibleError, match="名册是空的"):
        commands.open_meeting(by=None, meeting=meeting)
    assert meeting.roll.count() > 20, "nothing was deleted by the refusal"


def test_opening_what_was_read_only(rooms):
    """Somebody leaves while the clerk still reads: the button of the old page does not open it."""
    meeting = rooms.convened()
    leave(rooms, rooms.members[4])
    seen = day_roll(meeting).token
    leave(rooms, rooms.members[5])
    with pytest.raises(ImpossibleError, match="又有变化"):
        commands.open_meeting(by=None, meeting=meeting, seen=seen)
    seen = day_roll(meeting).token
    assert commands.open_meeting(by=None, meeting=meeting, seen=seen).state == "open"


def test_drawn_anew_after_the_notice_tells_who_is_new(rooms):
    meeting = rooms.convened()
    new = factories.make_member(rooms.branch)
    commands.redraw_roll(by=None, meeting=meeting)
    assert meeting.roll.get(person=new.person).invitation.sent_at
    assert not day_roll(meeting)


def test_whom_nobody_told_is_not_absent_without_leave(rooms):
    meeting = rooms.convened("congress", rooms.committee)
    post = Term.objects.filter(post__kind="representative").first().post
    new = factories.make_term(post).person
    told = meeting.roll.filter(source="representatives").first().person_id
    meeting = commands.open_meeting(by=None, meeting=meeting)
    assert meeting.roll.get(person=new).entitled
    Meeting.objects.filter(pk=meeting.pk).update(state="closed", closed_at=meeting.starts_at)
    found = absences(rooms.committee, meeting.year)
    assert new.pk not in found
    assert found[told] == 1


def test_a_contact_who_leaves_no_successor(rooms):
    """The unit stays entitled, and the roll says that it has named nobody."""
    unit = rooms.unit()
    meeting = rooms.convened("coordination", rooms.branch, agenda=["共建"])
    entry = meeting.roll.get(unit=unit)
    end_term(by=None, term=Term.objects.get(person=entry.person), on=today())
    found = day_roll(meeting)
    assert pairs(found.gone) == [(entry.name, f"{today()}起不再任职")]
    assert names(found.added) == [unit.name]
    meeting = commands.open_meeting(by=None, meeting=meeting)
    assert meeting.roll.get(unit=unit).person is None


class TestPage:
    def test_the_page_says_who_before_it_opens(self, rooms, enter):
        meeting = rooms.convened(days=14)
        Meeting.objects.filter(pk=meeting.pk).update(starts_at=meeting.starts_at - timedelta(days=14))
        meeting.refresh_from_db()
        gone, new = rooms.members[4], factories.make_member(rooms.branch)
        other = leave(rooms, gone)
        factories.make_member(rooms.branch)
        factories.make_member(rooms.branch)
        client = enter(rooms.secretary)
        page = client.get(reverse("meeting", args=[meeting.pk]))
        said = page.content.decode()
        assert f"转到{other}" in said
        assert new.person.name in said
        assert "有表决权的由9人变为11人" in said
        assert "法定到会人数由5人变为6人" in said
        seen = page.context["opening"]["seen"].value()
        later = factories.make_member(rooms.branch)
        url = reverse("meeting_open", args=[meeting.pk])
        send = {"submission_key": str(uuid.uuid4()), "seen": seen}
        refused = client.post(url, send, follow=True).content.decode()
        assert "名册又有变化" in refused
        assert later.person.name in refused
        bare = client.post(url, {"submission_key": str(uuid.uuid4())}, follow=True).content.decode()
        assert "名册又有变化" in bare, "a page that told of no change opens none with one"
        page = client.get(reverse("meeting", args=[meeting.pk]))
        send = {"submission_key": str(uuid.uuid4()), "seen": page.context["opening"]["seen"].value()}
        opened = client.post(url, send, follow=True).content.decode()
        assert "增加4人，减少1人" in opened
        kept = client.get(reverse("meeting_roll", args=[meeting.pk])).content.decode()
        assert "通知以后、开会以前的变化" in kept
        assert f"转到{other}" in kept

    def test_who_is_merely_invited_reads_no_reasons(self, rooms, enter):
        meeting = rooms.convened()
        leave(rooms, rooms.members[4])
        client = enter(factories.make_account(person=rooms.members[6].person))
        said = client.get(reverse("meeting", args=[meeting.pk])).content.decode()
        assert "当天的登记" not in said

    def test_drawn_anew_by_the_secretary_not_by_a_member(self, rooms, enter):
        meeting = rooms.convened()
        new = factories.make_member(rooms.branch)
        url, key = reverse("meeting_roll_redraw", args=[meeting.pk]), {"submission_key": str(uuid.uuid4())}
        member = factories.make_account(person=rooms.members[6].person)
        assert enter(member).post(url, key).status_code == 403
        enter(rooms.secretary).post(url, key)
        assert meeting.roll.filter(person=new.person).exists()

    def test_as_many_queries_for_one_as_for_twenty(self, rooms, enter):
        meeting = rooms.convened()
        counts = []
        for more in (1, 20):
            for _ in range(more):
                leave(rooms, factories.make_member(rooms.branch))
                factories.make_member(rooms.branch)
            for member in rooms.members[3 : 3 + (more > 1) * 4]:
                leave(rooms, member)
            with CaptureQueriesContext(connection) as caught:
                assert day_roll(meeting)
            counts.append(len(caught))
        assert counts == [6, 6]

    def test_in_english_what_is_kept_stays_chinese(self, rooms):
        meeting = rooms.convened()
        leave(rooms, rooms.members[4])
        with override("en"):
            meeting = commands.open_meeting(by=None, meeting=meeting)
        assert "转到" in meeting.roll_changes["gone"][0]["why"]


@pytest.mark.django_db(transaction=True)
def test_two_clerks_open_at_once():
    """One opens it, the other is told that it is on; the roll was settled once."""
    rooms = Rooms()
    meeting = rooms.convened()
    factories.make_member(rooms.branch)
    leave(rooms, rooms.members[4])
    start, refused = threading.Barrier(2), []

    def open_it() -> None:
        try:
            start.wait()
            commands.open_meeting(by=None, meeting=Meeting.objects.get(pk=meeting.pk))
        except ImpossibleError as error:
            refused.append(error.messages[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=open_it) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert refused == ["会议开会中，不能再这样做。"]
    assert Entry.objects.filter(verb="meetings.open").count() == 1
    assert meeting.roll.filter(entitled=True).count() == 9
    assert Poll.objects.count() == 0
