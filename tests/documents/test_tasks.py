"""The one register of tasks: from every source, one list of what is mine, each step by whom it may."""

from datetime import date, timedelta

import pytest

from jiceng.documents import commands
from jiceng.documents.commands import Cause, ImpossibleError, NewTask
from jiceng.documents.models import Task
from jiceng.documents.queries.tasks import card, my_tasks, tasks
from jiceng.documents.sources import LISTED
from jiceng.kernel.access import Refused
from jiceng.kernel.pages import today
from jiceng.organisations.enums import PostKind
from jiceng.responsibility.commands import NewMatter, acknowledge_matter, register_matter, report_matter
from tests import factories
from tests.documents.place import Place
from tests.meetings.rooms import Rooms
from tests.responsibility.place import Place as County

pytestmark = pytest.mark.django_db
START = date(2026, 9, 1)
ONE = timedelta(days=1)


@pytest.fixture
def place():
    return Place()


def given(place, title="补齐消防器材", on=START, **fields):
    new = NewTask(title, place.town, START + 20 * ONE, **fields)
    return commands.give_task(by=place.clerk, new=new, on=on)


def light(task, day):
    return tasks(seen_by=None, as_of=day).get(pk=task.pk).light


def test_from_given_to_done_with_its_lights_on_every_day(place):
    row = given(place)
    assert light(row, START) == "new"
    commands.acknowledge_task(by=place.town_officer, task=row, on=START + ONE)
    commands.tell_progress(by=place.town_secretary, task=row, text="买了一半", on=START + 2 * ONE)
    commands.finish_task(by=place.town_officer, task=row, result="都补齐了", on=START + 25 * ONE)
    assert [light(row, START + days * ONE) for days in (0, 1, 14, 21, 25)] == [
        "new",
        "working",
        "soon",
        "late",
        "done",
    ]
    assert list(row.steps.values_list("act", flat=True)) == ["given", "acknowledged", "progress", "done"]
    with pytest.raises(ImpossibleError, match="已经完成"):
        commands.finish_task(by=place.town_officer, task=row, result="又一次")
    with pytest.raises(ImpossibleError, match="已经完成"):
        commands.acknowledge_task(by=place.town_officer, task=row)


def test_only_its_unit_or_owner_carries_it_and_only_the_giver_moves_it(place):
    row = given(place)
    for wrong in (place.other_officer, place.clerk, factories.make_account()):
        with pytest.raises(Refused):
            commands.finish_task(by=wrong, task=row, result="好")
    for wrong in (place.town_secretary, place.other_officer):
        with pytest.raises(Refused):
            commands.move_task(by=wrong, task=row, due_on=START + 60 * ONE, why="来不及")
    with pytest.raises(ImpossibleError, match="理由"):
        commands.move_task(by=place.clerk, task=row, due_on=START + 60 * ONE, why=" ")
    row = commands.move_task(by=place.clerk, task=row, due_on=START + 60 * ONE, why="等料", on=START)
    assert row.due_on == START + 60 * ONE
    row = commands.drop_task(by=place.clerk, task=row, why="不需要了", on=START + 5 * ONE)
    assert (light(row, START + 4 * ONE), light(row, START + 5 * ONE)) == ("new", "dropped")
    with pytest.raises(Refused):
        commands.give_task(by=place.town_officer, new=NewTask("x", place.other_town, None))


def test_what_needs_words_says_so(place):
    row = given(place)
    for command, words in ((commands.tell_progress, {"text": " "}), (commands.finish_task, {"result": ""})):
        with pytest.raises(ImpossibleError, match="请写"):
            command(by=place.town_officer, task=row, **words)
    with pytest.raises(ImpossibleError, match="请填任务"):
        given(place, " ")
    with pytest.raises(ImpossibleError, match="不能早于"):
        given(place, on=START + 40 * ONE)
    with pytest.raises(ImpossibleError, match="哪一份清单"):
        given(place, cause=Cause(LISTED))
    with pytest.raises(ImpossibleError, match="来源页面"):
        given(place, cause=Cause("responsibility.matter", "1", "督"))


def test_one_list_from_every_source():
    """A decision, a supervised matter, a plan and a list: all wait in one list of the branch's secretary."""
    county, rooms = County(), Rooms()
    secretary, branch = county.secretary, county.county["first_branch"]
    matter = register_matter(
        by=county.clerk,
        new=NewMatter("修路灯", "都亮", "note", county.county["department"], branch, today()),
    )
    listed = NewTask("换灭火器", branch, today() + 9 * ONE, cause=Cause(LISTED, name="十月检查"))
    commands.give_task(by=None, new=listed)
    owned = NewTask("写材料", branch, today() + 5 * ONE, owner=factories.make_person())
    commands.give_task(by=None, new=owned)
    found = my_tasks(seen_by=secretary, as_of=today())
    assert [one.title for one in found] == ["换灭火器", "修路灯"]
    assert card(seen_by=secretary, as_of=today()).rows[1].url == f"/responsibility/matter/{matter.pk}/"
    assert not my_tasks(seen_by=county.neighbour, as_of=today()).exists()
    assert rooms.secretary  # decisions: tests/meetings/test_results.py


def test_the_state_of_a_matter_is_kept_once():
    county = County()
    branch = county.county["first_branch"]
    matter = register_matter(
        by=county.clerk,
        new=NewMatter("修路灯", "都亮", "note", county.county["department"], branch, START),
        on=START,
    )
    task = Task.objects.get(source_kind="responsibility.matter", source_id=str(matter.pk))
    with pytest.raises(ImpossibleError, match="来源页面"):
        commands.finish_task(by=county.secretary, task=task, result="好")
    acknowledge_matter(by=county.secretary, matter=matter, on=START + ONE)
    report_matter(by=county.secretary, matter=matter, text="亮了", on=START + 2 * ONE)
    task.refresh_from_db()
    assert (task.acknowledged_on, task.done_on, task.result) == (START + ONE, START + 2 * ONE, "亮了")
    assert light(task, START + 2 * ONE) == "done"


def test_a_named_helper_sees_it_among_the_own(place):
    helper = factories.make_account_with_post(place.other_town, PostKind.SECRETARY)
    row = given(place, helpers=(place.other_town, helper.person))
    assert my_tasks(seen_by=helper, as_of=START).get() == row
    with pytest.raises(Refused):
        commands.finish_task(by=helper, task=row, result="好")
