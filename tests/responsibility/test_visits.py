"""A visit is evidence by itself; its problems are answered in time and confirmed by the resident."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from jiceng.institutions.commands.duties import refresh
from jiceng.institutions.commands.editions import load_library
from jiceng.institutions.models import Duty, Evidence, Freshness
from jiceng.kernel.access import Refused
from jiceng.kernel.pages import today
from jiceng.responsibility import commands
from jiceng.responsibility.commands import Brought, Ground, ImpossibleError
from jiceng.responsibility.models import Problem, Visit
from jiceng.responsibility.queries.visits import leader_page
from tests.responsibility.place import Place

pytestmark = pytest.mark.django_db
ONE = timedelta(days=1)


@pytest.fixture
def place():
    made = Place()
    made.points = made.full()
    return made


def visit(place, on=None, **brought) -> Visit:
    return commands.record_visit(
        by=place.leaders[0], point=place.points[0], on=on or today(), brought=Brought(**brought), again=True
    )


def test_only_leader_and_liaison_of_the_community_record_and_only_what_was(place):
    point, empty = place.points[0], Brought()
    assert visit(place).leader == place.leaders[0].person
    assert commands.record_visit(by=place.officers[0], point=point, on=today() - ONE, brought=empty)
    for account in (place.leaders[1], place.officers[1], place.secretary, place.clerk):
        with pytest.raises(Refused):
            commands.record_visit(by=account, point=point, on=today(), brought=empty)
    with pytest.raises(ImpossibleError, match="不能晚于今天"):
        visit(place, on=today() + timedelta(days=1))
    with pytest.raises(ImpossibleError, match="还不是"):
        visit(place, on=date(2025, 12, 31))


def test_the_quarterly_duty_turns_green_by_the_visit_alone(place):
    load_library(by=None)
    Freshness.objects.update_or_create(pk=1, defaults={"since": date(today().year, 1, 1)})
    refresh()
    mine = Duty.objects.filter(
        obligation__evidence="visit.leader", term__person=place.leaders[0].person, opens_on__lte=today()
    )
    this = mine.order_by("-opens_on").first()
    assert this is not None
    assert this.fulfilled_on is None
    made = visit(place, problems=("路灯不亮",))
    this.refresh_from_db()
    assert this.fulfilled_on is None, "the problem has no answer yet"
    owed = Duty.objects.filter(obligation__evidence="problem.answered", withdrawn_on=None)
    assert [one.due_on for one in owed] == [today() + timedelta(days=30)]
    commands.answer_problem(by=place.officers[0], problem=made.problems.get(), text="已修好。")
    this.refresh_from_db()
    assert this.fulfilled_on == today()
    assert owed.get().fulfilled_on == today()
    second = visit(place)
    commands.annul_visit(by=place.leaders[0], visit=second, why="记错了")
    this.refresh_from_db()
    assert this.fulfilled_on == today(), "the first visit still counts"
    with pytest.raises(ImpossibleError, match="已有答复"):
        commands.annul_visit(by=place.leaders[0], visit=made, why="记错了")


def test_an_answer_is_not_the_end_before_the_resident_says_so(place):
    problem = visit(place, problems=("楼道漏水", "门坏了")).problems.first()
    assert problem.due_on == today() + timedelta(days=30)
    with pytest.raises(Refused):
        commands.answer_problem(by=place.officers[1], problem=problem, text="好了")
    with pytest.raises(ImpossibleError, match="没有要确认"):
        commands.confirm_problem(mark=problem.mark, solved=True)
    commands.answer_problem(by=place.officers[0], problem=problem, text="已修。")
    row = commands.confirm_problem(mark=problem.mark, solved=False, note="还在漏")
    assert (row.state, row.reopened) == ("open", 1)
    commands.answer_problem(by=place.officers[0], problem=row, text="重做防水。")
    assert commands.confirm_problem(mark=problem.mark, solved=True).state == "settled"
    raised = Evidence.objects.filter(kind="problem.raised", source_id=str(problem.pk))
    assert raised.count() == 2


def test_the_database_keeps_answers_whole(place):
    problem = visit(place, problems=("漏水",)).problems.get()
    for change in ({"state": "answered"}, {"state": "settled"}, {"due_on": date(2020, 1, 1)}, {"text": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Problem.objects.filter(pk=problem.pk).update(**change)


def entered(account) -> Client:
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_form_counts_once_and_says_what_is_missing(place):
    client, address = entered(place.leaders[0]), reverse("visit_new", args=[place.first.pk])
    fields = {"what": "problem", "text": "路灯不亮\n井盖松动", "on": today().isoformat()}
    fields |= {"submission_key": str(uuid.uuid4()), "promise": "修好广场"}
    for _time in range(3):
        assert client.post(address, fields).status_code == 302
    assert Visit.objects.count() == 1
    assert sorted(Problem.objects.values_list("kind", flat=True)) == ["problem", "problem", "promise"]
    talk = {**fields, "what": "talk", "submission_key": str(uuid.uuid4())}
    answer = client.post(address, talk)
    assert answer.status_code == 422
    assert "不写内容" in answer.content.decode()
    answer = client.post(address, {**talk, "text": ""})
    assert answer.status_code == 422
    assert "已经登记过这一天的走访" in answer.content.decode()
    assert client.post(address, {**talk, "text": "", "again": "on"}).status_code == 302
    assert Visit.objects.first().talks == 1
    assert client.get(reverse("visit_new", args=[place.second.pk])).status_code == 404


def test_leaders_page_problem_and_the_residents_word(place):
    made = visit(place, problems=("路灯不亮",))
    problem = made.problems.get()
    leader = entered(place.leaders[0])
    page = leader.get(reverse("leader_page", args=[made.leader_id])).content.decode()
    assert "路灯不亮" in page
    assert reverse("visit_new", args=[place.first.pk]) in page
    desk = entered(place.officers[0])
    assert "路灯不亮" in desk.get("/").content.decode()
    key = {"submission_key": str(uuid.uuid4())}
    desk.post(reverse("problem_answer", args=[problem.pk]), {**key, "text": "已换灯。"})
    public, link = Client(), reverse("problem_confirm", args=[problem.mark])
    assert "已换灯" in public.get(link).content.decode()
    answer = {"submission_key": str(uuid.uuid4()), "solved": "no"}
    assert public.post(link, answer).status_code == 422
    public.post(link, {**answer, "solved": "yes"})
    problem.refresh_from_db()
    assert problem.state == "settled"
    assert entered(place.neighbour).get(reverse("contact_problem", args=[problem.pk])).status_code == 404
    assert entered(place.secretary).get(reverse("contact_problem", args=[problem.pk])).status_code == 200
    assert entered(place.officers[1]).get(reverse("leader_page", args=[made.leader_id])).status_code == 404


def test_a_right_ends_with_the_contact_point(place):
    commands.end_charge(by=None, point=place.points[0], ground=Ground(today(), why="调离"))
    leader = entered(place.leaders[0])
    assert leader.get(reverse("visit_new", args=[place.first.pk])).status_code in {403, 404}
    with pytest.raises(Refused):
        visit(place)


@pytest.mark.parametrize("visits", [1, 3])
def test_queries_of_the_lists(place, visits, django_assert_num_queries):
    for number in range(visits):
        visit(place, on=today() - timedelta(days=number), problems=("灯",))
    client = entered(place.clerk)
    for name, count in (("contact_visits", 8), ("contact_problems", 8)):
        client.get(reverse(name))
        with django_assert_num_queries(count):
            client.get(reverse(name))


def test_all_visits_of_the_year_are_counted(place):
    for number in range(15):
        visit(place, on=today() - timedelta(days=number))
    in_year = Visit.objects.filter(on__year=today().year).count()
    page = leader_page(place.leaders[0].person, seen_by=place.clerk, as_of=today())
    assert page.figures[0].value == in_year


def test_leader_and_liaison_do_not_count_the_same_visit_twice(place):
    point, empty = place.points[0], Brought()
    first = commands.record_visit(by=place.leaders[0], point=point, on=today(), brought=empty)
    with pytest.raises(ImpossibleError, match="已经登记过这一天"):
        commands.record_visit(by=place.officers[0], point=point, on=today(), brought=empty)
    commands.record_visit(by=place.officers[0], point=point, on=today(), brought=empty, again=True)
    assert Visit.objects.count() == 2
    commands.annul_visit(by=place.leaders[0], visit=first, why="记错了")
    Visit.objects.exclude(pk=first.pk).delete()
    assert commands.record_visit(by=place.officers[0], point=point, on=today(), brought=empty)


def test_problems_and_talks_are_one_visit(place):
    client, address = entered(place.leaders[0]), reverse("visit_new", args=[place.first.pk])
    fields = {"what": "problem", "text": "路灯不亮", "talks": "3", "on": today().isoformat()}
    answer = client.post(address, {**fields, "submission_key": str(uuid.uuid4())})
    assert answer.status_code == 302
    made = Visit.objects.get()
    assert (made.talks, made.problems.count()) == (3, 1)


def test_the_residents_link_is_for_who_hands_it_over_not_for_who_answers(place):
    problem = visit(place, problems=("路灯不亮",)).problems.get()
    commands.answer_problem(by=place.officers[0], problem=problem, text="已换灯。")
    page, link = (
        reverse("contact_problem", args=[problem.pk]),
        reverse("problem_confirm", args=[problem.mark]),
    )
    for account, shown in (
        (place.secretary, True),
        (place.officers[0], False),
        (place.leaders[0], False),
        (place.clerk, False),
    ):
        said = entered(account).get(page).content.decode()
        assert (link in said) is shown
        assert ("由社区工作人员交给居民" in said) is not shown
