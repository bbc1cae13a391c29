"""Representatives, petitions, the three equals, the four steps and two openings, consensus."""

import re
import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from jiceng.institutions.commands.duties import refresh
from jiceng.institutions.commands.editions import load_library
from jiceng.institutions.models import Duty, Evidence, Obligation, Waiver
from jiceng.institutions.thresholds import Heads
from jiceng.kernel.pages import today
from jiceng.meetings import commands
from jiceng.meetings.enums import FlowStep
from jiceng.meetings.kinds.norms import shipped_on
from jiceng.meetings.models import Petition
from jiceng.meetings.queries.congress import absences, standing
from jiceng.meetings.queries.equals import Pair, bound, equals
from jiceng.meetings.queries.flows import next_of, outcome, usable_items
from jiceng.organisations.commands import ImpossibleError
from tests import factories
from tests.meetings.rooms import Rooms

NOW, OLD = date(2026, 6, 1), date(2003, 6, 1)


@pytest.fixture
def rooms(db):
    return Rooms()


def send(client, url, **fields):
    return client.post(url, {"submission_key": str(uuid.uuid4()), **fields}, follow=True)


class TestNorms:
    def test_of_the_law_of_the_day(self):
        assert shipped_on(NOW).seats(2000) == (40, 100)
        assert shipped_on(NOW).seats(2001) == (41, 101)
        assert shipped_on(OLD).seats(2000) == (60, 100)

    @given(st.integers(min_value=1, max_value=5000))
    def test_the_least_serves_every_household(self, households):
        least, most = shipped_on(NOW).seats(households)
        assert (least - 1) * 50 < households <= least * 50
        assert least <= most

    @pytest.mark.parametrize(
        ("day", "kind", "base", "count", "needed"),
        [
            (NOW, "congress", "representatives", 41, 9),
            (NOW, "residents", "adults", 101, 11),
            (NOW, "residents", "representatives", 40, 14),
            (OLD, "residents", "adults", 101, 21),
            (OLD, "residents", "groups", 10, 4),
            (NOW, "residents", "groups", 10, None),
            (OLD, "residents", "representatives", 40, None),
        ],
    )
    def test_names_on_a_petition(self, day, kind, base, count, needed):
        share = shipped_on(day).petitions[kind].get(base)
        assert (share.least(Heads(count)) if share else None) == needed


class TestRepresentatives:
    def test_too_few_are_said(self, rooms, enter):
        found = standing(rooms.committee, today())
        assert (found.count, found.least, found.most, found.lawful) == (20, 40, 100, False)
        client, url = enter(rooms.director), reverse("representatives", args=[rooms.committee.pk])
        assert "代表名额不合规定" in client.get(url).content.decode()
        term = rooms.representatives[0]
        send(client, reverse("representative_seat", args=[term.pk]), group="第一组", households=30)
        assert "第一组" in client.get(url).content.decode()
        send(client, reverse("representatives_confirm", args=[rooms.committee.pk]))
        marks = Evidence.objects.get(kind="roll.representatives").marks.values_list("mark", flat=True)
        assert set(marks) == {"roll"}

    def test_three_absences_are_shown_to_a_person(self, rooms, enter):
        away = rooms.representatives[-1]
        for days in (12, 14, 16):
            meeting = rooms.opened("congress", rooms.committee, days=days, agenda=["听取汇报"])
            commands.take_back_arrival(by=None, entry=meeting.roll.get(person=away.person))
            commands.close_meeting(by=None, meeting=meeting)
        year = meeting.year
        assert absences(rooms.committee, year) == {away.person_id: 3}
        with pytest.raises(ImpossibleError, match="次数不够"):
            commands.review_absences(by=None, term=rooms.representatives[0], year=year, decision="x")
        row = commands.review_absences(by=None, term=away, year=year, decision="约谈")
        assert row.absences == 3
        away.refresh_from_db()
        assert away.valid_to is None

    def test_leave_is_no_absence(self, rooms):
        meeting = rooms.convened("congress", rooms.committee, agenda=["听取汇报"])
        entry = meeting.roll.get(person=rooms.representatives[0].person)
        commands.answer_invitation(by=None, invitation=entry.invitation, answer="absent", reason="住院")
        commands.open_meeting(by=None, meeting=meeting)
        commands.close_meeting(by=None, meeting=meeting)
        assert entry.person_id not in absences(rooms.committee, meeting.year)


class TestPetition:
    def test_filed_with_the_fifth_of_them(self, rooms, enter):
        client = enter(rooms.director)
        url = reverse("petition_begin", args=[rooms.committee.pk])
        send(client, url, title="开会谈供热", kind="congress", base="representatives")
        row = Petition.objects.get()
        assert (row.base_count, row.num, row.den) == (20, 1, 5)
        for term in rooms.representatives[:3]:
            commands.sign_petition(by=None, petition=row, person=term.person)
        assert not Evidence.objects.filter(kind="petition.filed").exists()
        page = send(client, reverse("petition", args=[row.pk]), person=rooms.representatives[3].person.name)
        assert "人数已够" in page.content.decode()
        assert Evidence.objects.get(kind="petition.filed").present == 4
        with pytest.raises(ImpossibleError, match="人数已够"):
            commands.sign_petition(by=None, petition=row, person=rooms.representatives[4].person)

    def test_nobody_twice_and_no_stranger(self, rooms):
        row = commands.begin_petition(
            by=None, organisation=rooms.committee, kind="congress", title="x", base="representatives"
        )
        person = rooms.representatives[0].person
        commands.sign_petition(by=None, petition=row, person=person)
        with pytest.raises(ImpossibleError, match="已经联名"):
            commands.sign_petition(by=None, petition=row, person=person)
        with pytest.raises(ImpossibleError, match="不在联名范围"):
            commands.sign_petition(by=None, petition=row, person=factories.make_person())


class TestEquals:
    def test_counted_from_the_records(self, rooms, enter):
        rooms.closed(agenda=["通报支部工作"])
        meeting = rooms.closed("congress", rooms.committee, agenda=["一", "二", "三"], days=16)
        found = {one.territory.pk: one for one in equals(seen_by=None, year=meeting.year)}[rooms.area.pk]
        assert (found.items.party, found.items.business, found.items.share) == (1, 3, 25)
        assert (found.people.party, found.people.business) == (2, 1)
        client = enter(rooms.secretary)
        page = client.get(reverse("equals"), {"year": meeting.year}).content.decode()
        assert "25%" in page
        behind = client.get(reverse("equals_records", args=[rooms.area.pk]), {"year": meeting.year})
        assert "通报支部工作" in behind.content.decode()

    def test_weights_are_those_of_what_binds_the_unit(self, rooms, enter):
        """Seven full members have a committee, and what a branch with a committee owes; the small branch next door
        does not. One excused counts no more; each figure opens to its obligations."""
        load_library()
        other = rooms.county["second_branch"]
        for _ in range(3):
            factories.make_member(other)
        refresh()
        day, year = today(), today().year
        rows = bound([rooms.area.pk, rooms.county["second"].pk], year, day)
        own = {one.obligation for one in rows if one.territory == rooms.area.pk and one.work == "party"}
        less = {one.obligation for one in rows if one.territory == other.territory_id and one.work == "party"}
        assert less < own, "a large branch owes what a small one owes, and more"
        found = {one.territory: one.weight for one in equals(seen_by=None, year=year)}
        assert found[rooms.area].party > found[other.territory].party > 0
        assert found[rooms.area].business > 0
        heavy = max((one for one in rows if one.obligation in own), key=lambda one: one.weight)
        for duty in Duty.objects.filter(obligation=heavy.obligation, organisation=rooms.branch):
            Waiver.objects.create(duty=duty, reason="迁址", on=day)
        again = {one.territory: one.weight for one in equals(seen_by=None, year=year)}[rooms.area]
        assert again == Pair(found[rooms.area].party - heavy.weight, found[rooms.area].business)
        page = enter(rooms.secretary).get(reverse("equals_records", args=[rooms.area.pk]), {"year": year})
        (part,) = [parts for key, _title, parts in page.context["groups"] if key == "weight"]
        total, records = part[0][1:]
        assert total == again.party
        assert sum(int(re.search(r"权重(\d+)", note)[1]) for _name, _url, note in records) == total

    def test_of_a_year_without_duties_there_is_no_weight(self, rooms):
        load_library()
        refresh()
        found = {one.territory: one for one in equals(seen_by=None, year=today().year - 3)}[rooms.area]
        assert (found.weight, found.weight.share) == (Pair(0, 0), None)

    def test_two_editions_of_a_year_are_one_obligation(self, rooms):
        load_library()
        refresh()
        day, year = today(), today().year
        one = bound([rooms.area.pk], year, day)[0]
        old = Obligation.objects.get(pk=one.obligation)
        duty = Duty.objects.filter(
            obligation=old, organisation__territory=rooms.area, withdrawn_on=None
        ).last()
        new = Obligation.objects.get(pk=old.pk)
        new.pk, new._state.adding, new.weight = None, True, old.weight + 7
        new.valid_from = duty.opens_on + timedelta(days=1)
        new.save()
        later = min(duty.due_on + timedelta(days=1), date(year, 12, 31))
        Duty.objects.create(
            obligation=new, organisation=duty.organisation, opens_on=new.valid_from, due_on=later, need=1
        )
        (same,) = [b for b in bound([rooms.area.pk], year, day) if b.obligation in {old.pk, new.pk}]
        assert (same.obligation, same.weight, same.duties) == (new.pk, old.weight + 7, one.duties + 1)

    def test_as_many_queries_for_one_community_as_for_all(self, rooms, django_assert_num_queries):
        load_library()
        refresh()
        with django_assert_num_queries(4):
            equals(seen_by=None, year=today().year)

    def test_not_of_another_place(self, rooms, enter):
        client = enter(rooms.secretary)
        assert client.get(reverse("equals_records", args=[rooms.county["second"].pk])).status_code == 404


class TestFlow:
    def test_step_by_step_and_no_other_way(self, rooms, enter):
        flow = commands.begin_flow(by=None, organisation=rooms.branch, title="改造供热")
        later = rooms.closed(agenda=["改造供热"], days=3)
        with pytest.raises(ImpossibleError, match="按顺序"):
            commands.reach_step(by=None, flow=flow, step=FlowStep.REVIEWED, item=later.items.get())
        first = rooms.closed("committee", agenda=["改造供热"], days=2)
        client = enter(rooms.secretary)
        send(client, reverse("flow", args=[flow.pk]), item=first.items.get().pk)
        assert next_of(flow) == FlowStep.CONFERRED
        assert not usable_items(flow, FlowStep.CONFERRED).filter(pk=first.items.get().pk).exists()
        assert send(client, reverse("flow", args=[flow.pk]), item="").status_code == 422
        assert "改造供热" in client.get(reverse("flows")).content.decode()

    def test_too_few_or_nothing_decided_is_no_step(self, rooms):
        flow = commands.begin_flow(by=None, organisation=rooms.branch, title="改造供热")
        nobody = rooms.opened("committee", agenda=["改造供热"], days=2, present=0)
        commands.close_meeting(by=None, meeting=nobody)
        with pytest.raises(ImpossibleError, match="到会人数不足"):
            commands.reach_step(by=None, flow=flow, step=FlowStep.PROPOSED, item=nobody.items.get())
        for days in (3, 4):
            held = rooms.closed("committee", agenda=["改造供热"], days=days)
            commands.reach_step(by=None, flow=flow, step=next_of(flow), item=held.items.get())
        entitled = rooms.prepared(agenda=["改造供热"], days=20).roll.filter(entitled=True).count()
        few = rooms.opened(agenda=["改造供热"], days=5, present=entitled // 2 + 1)
        commands.decide(by=None, item=few.items.get(), text="同意改造供热")
        commands.close_meeting(by=None, meeting=few)
        with pytest.raises(ImpossibleError, match="三分之二"):
            commands.reach_step(by=None, flow=flow, step=FlowStep.REVIEWED, item=few.items.get())
        silent = rooms.closed(agenda=["改造供热"], days=6)
        with pytest.raises(ImpossibleError, match="还没有作出决定"):
            commands.reach_step(by=None, flow=flow, step=FlowStep.REVIEWED, item=silent.items.get())

    def test_an_open_objection_stops_it(self, rooms):
        flow = commands.begin_flow(by=None, organisation=rooms.branch, title="改造供热")
        kinds = ("committee", "committee", "members", "congress")
        for days, kind in zip((2, 3, 4, 14), kinds, strict=True):
            where = rooms.committee if kind == "congress" else rooms.branch
            meeting = rooms.prepared(kind, where, agenda=["改造供热"], days=days)
            if kind == "congress":
                commands.change_meeting(
                    by=None, meeting=meeting, call=rooms.call(14, person=rooms.director.person)
                )
            commands.convene(by=None, meeting=meeting)
            rooms.present(commands.open_meeting(by=None, meeting=meeting))
            if kind in {"members", "congress"}:
                commands.decide(by=None, item=meeting.items.get(), text="同意改造供热")
            commands.close_meeting(by=None, meeting=meeting)
            commands.reach_step(by=None, flow=flow, step=next_of(flow), item=meeting.items.get())
        posting = commands.post(by=None, organisation=rooms.branch, title="决议", text="改造供热")
        objection = commands.object_to(by=None, posting=posting, text="太贵")
        with pytest.raises(ImpossibleError, match="异议没有答复"):
            commands.reach_step(by=None, flow=flow, step=FlowStep.DECISION_OPEN, posting=posting)
        commands.answer_objection(by=None, objection=objection, answer="已比价")
        commands.reach_step(by=None, flow=flow, step=FlowStep.DECISION_OPEN, posting=posting)
        last = commands.post(by=None, organisation=rooms.branch, title="结果", text="已完工")
        commands.reach_step(by=None, flow=flow, step=FlowStep.RESULT_OPEN, posting=last)
        flow.refresh_from_db()
        assert flow.ended_on == today()


class TestConsensus:
    def test_before_and_after(self, rooms, enter):
        meeting = rooms.opened()
        client = enter(rooms.secretary)
        send(client, reverse("round_open", args=[meeting.pk]), proposal="周末值班")
        asked = meeting.rounds.get()
        entries = list(meeting.roll.filter(entitled=True))
        send(client, reverse("round_speak", args=[asked.pk]), stance="object", reason="")
        assert not asked.voices.exists()
        send(client, reverse("round_speak", args=[asked.pk]), stance="object", reason="太累")
        for entry in entries:
            if entry.person_id != rooms.secretary.person_id:
                commands.speak_up(by=None, asked=asked, entry=entry, stance="support")
        send(client, reverse("round_move", args=[asked.pk]))
        send(client, reverse("round_speak", args=[asked.pk]), stance="accept", reason="")
        found = outcome(asked)
        assert found.before == {"support": 8, "accept": 0, "object": 1}
        assert found.after == {"support": 0, "accept": 1, "object": 0}
        assert found.objections == []
        send(client, reverse("round_move", args=[asked.pk]))
        with pytest.raises(ImpossibleError, match="已经结束"):
            commands.speak_up(by=None, asked=asked, entry=entries[0], stance="support")
        assert "周末值班" in client.get(reverse("meeting_rounds", args=[meeting.pk])).content.decode()

    def test_who_of_the_invited_strata_is_missing(self, rooms):
        meeting = rooms.prepared("discussion", agenda=["供热"])
        for name, stratum in (("甲", "elderly"), ("乙", "young"), ("丙", "expert"), ("丁", ""), ("戊", "")):
            commands.add_to_roll(by=None, meeting=meeting, name=name, stratum=stratum)
        commands.convene(by=None, meeting=meeting)
        commands.open_meeting(by=None, meeting=meeting)
        commands.note_arrival(by=None, entry=meeting.roll.get(name="甲"))
        asked = commands.open_round(by=None, meeting=meeting, proposal="早点供热")
        assert outcome(asked).missing == ["专业人士", "青年"]

    def test_not_for_four(self, rooms):
        meeting = rooms.opened("committee", agenda=["x"], days=3)
        with pytest.raises(ImpossibleError, match="5到60人"):
            commands.open_round(by=None, meeting=meeting, proposal="x")
