"""A recomputation says what it changed: on the unit's board, and to whoever's act led to it. Nothing else is told."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from jiceng.institutions.commands.duties import catch_up, refresh
from jiceng.institutions.commands.editions import draft_edition, load_library, publish_edition
from jiceng.institutions.commands.telling import asked
from jiceng.institutions.enums import CALENDAR
from jiceng.institutions.models import Duty, DutyChange, Freshness, Institution
from jiceng.institutions.queries.changes import is_worked_out, led_to_by, of_units
from jiceng.institutions.queries.states import duties_on, state_of
from jiceng.kernel.models import Entry
from jiceng.kernel.pages import today
from jiceng.organisations.commands import admit_member, appoint, end_term, transfer_member
from jiceng.organisations.models import Term
from tests import factories
from tests.institutions.factories import make_obligation

pytestmark = pytest.mark.django_db
DAY = today()


@pytest.fixture
def county():
    return factories.make_county()


@pytest.fixture
def keeper(county):
    return factories.make_account_with_post(county["department"], "leader")


def worked_out() -> None:
    """The duties as they stand, up to the last entry of the record."""
    refresh()
    assert not DutyChange.objects.exists(), "the first look is no change"


def whats(row: DutyChange) -> set[str]:
    return {line["what"] for line in row.lines}


def test_what_comes_with_the_seventh_member(county, keeper):
    branch = county["first_branch"]
    make_obligation(conditions=["seven_full_members"], title="支委会每季度向党员大会报告")
    for _ in range(6):
        factories.make_member(branch)
    worked_out()
    one = factories.make_person()
    admit_member(
        by=None, person=one, branch=branch, on=DAY, joined_on=DAY - timedelta(days=900), full_since=DAY
    )
    catch_up()
    row = DutyChange.objects.get()
    assert (row.organisation, row.went, row.moved) == (branch, 0, 0)
    assert row.came == Duty.objects.filter(organisation=branch).count() > 0
    assert row.verb == "organisations.admit_member"
    assert row.target == "", "no name of a member stands on a board"
    (told,) = of_units([branch], seen_by=None, as_of=DAY)
    assert told.counts == f"新增{row.came}项，取消0项，变动0项"
    assert told.lines[0].title == "支委会每季度向党员大会报告"
    assert "现在“" in told.lines[0].text


def test_what_came_and_went_again_is_read_and_not_opened(county, keeper, enter):
    branch = county["first_branch"]
    make_obligation(conditions=["seven_full_members"], title="支委会每季度向党员大会报告")
    members = [factories.make_member(branch) for _ in range(6)]
    secretary = factories.make_account_with_post(branch, "secretary")
    worked_out()
    one = factories.make_person()
    since = {"joined_on": DAY - timedelta(days=900), "full_since": DAY}
    admit_member(by=None, person=one, branch=branch, on=DAY, **since)
    catch_up()
    url = reverse("unit_year", args=[branch.pk])

    def links() -> set[str]:
        told = enter(secretary).get(url).context["told"]
        return {line.url for row in told for line in row.lines if line.word != "不再适用"}

    assert "" not in links()
    assert all(enter(secretary).get(link).status_code == 200 for link in links())
    transfer_member(by=keeper, person=members[0].person, to=county["second_branch"], on=DAY)
    catch_up()
    assert links() == {""}
    told = of_units([branch], seen_by=secretary, as_of=DAY)
    assert "支委会每季度向党员大会报告" in [line.title for row in told for line in row.lines]


def test_what_goes_with_who_leaves_and_who_did_it_is_told(county, keeper):
    branch = county["first_branch"]
    make_obligation(conditions=["seven_full_members"])
    members = [factories.make_member(branch) for _ in range(7)]
    worked_out()
    other = county["second_branch"]
    transfer_member(by=keeper, person=members[0].person, to=other, on=DAY)
    catch_up()
    row = DutyChange.objects.get()
    assert (row.organisation, whats(row), row.caused_by) == (branch, {"went"}, keeper)
    assert [one.unit for one in led_to_by(keeper, as_of=DAY)] == [str(branch)]
    assert led_to_by(factories.make_account(), as_of=DAY) == []


def test_a_vacancy_and_its_filling(county, keeper):
    branch = county["first_branch"]
    make_obligation(bearer="holder", post_kinds=["secretary"], title="书记每季度讲党课")
    post = factories.make_post(branch, "secretary")
    term = factories.make_term(post, valid_from=DAY - timedelta(days=400))
    worked_out()
    end_term(by=keeper, term=term, on=DAY)
    catch_up()
    gone = DutyChange.objects.get()
    assert (whats(gone), gone.verb) == ({"went"}, "organisations.end_term")
    appoint(by=keeper, post=post, person=factories.make_person(), on=DAY)
    catch_up()
    came = DutyChange.objects.first()
    assert came.came > 0
    assert Term.objects.on(DAY).filter(post=post).count() == 1


def test_what_a_new_edition_asks_the_same_way_is_no_news(county, keeper):
    """It makes every duty of its institution anew: what falls due by the calendar stays as it was; only what is owed
    once from the day of force is new."""
    load_library()
    worked_out()
    institution = Institution.objects.get(key="congress")
    old = institution.editions.get(valid_to=None, published_at__isnull=False)
    on = DAY + timedelta(days=40)
    asked.set(None)
    draft = draft_edition(by=keeper, text=old.source_text, institution=institution)
    publish_edition(by=keeper, edition=draft, on=on, why="重新公布")
    catch_up()
    again = Duty.objects.filter(obligation__edition=draft, withdrawn_on=None)
    assert again.filter(obligation__rhythm__in=CALENDAR).exists()
    told = [line for row in DutyChange.objects.all() for line in row.lines]
    assert {line["what"] for line in told} == {"came"}
    assert not again.filter(pk__in=[line["duty"] for line in told], obligation__rhythm__in=CALENDAR).exists()
    assert {row.target for row in DutyChange.objects.all()} == {str(draft)}
    assert asked.get() is not None, "the page that follows will say so"


def test_the_moving_window_is_not_told(county):
    make_obligation()
    worked_out()
    Freshness.objects.update(horizon=DAY - timedelta(days=40))
    Duty.objects.filter(opens_on__gte=DAY - timedelta(days=40)).delete()
    changes = catch_up()
    assert changes.made > 0
    assert not DutyChange.objects.exists()


def test_a_longer_notice_moves_what_is_due(county):
    branch = county["first_branch"]
    obligation = make_obligation(title="每季度召开党员大会")
    worked_out()
    type(obligation).objects.filter(pk=obligation.pk).update(due_days=5, need=2)
    refresh()
    row = DutyChange.objects.get(organisation=branch)
    assert (row.came, row.went) == (0, 0)
    assert row.moved > 0
    (told,) = of_units([branch], seen_by=None, as_of=DAY)
    assert "到期改为" in told.lines[0].text
    assert "次数由1改为2" in told.lines[0].text
    assert told.cause == "按日期推算"


def test_looking_twice_tells_nothing(county):
    load_library()
    worked_out()
    refresh()
    assert not DutyChange.objects.exists()


class TestPages:
    def test_on_the_board_of_the_unit_and_not_of_the_neighbour(self, county, keeper, enter):
        branch = county["first_branch"]
        make_obligation(conditions=["seven_full_members"])
        members = [factories.make_member(branch) for _ in range(7)]
        worked_out()
        transfer_member(by=keeper, person=members[0].person, to=county["second_branch"], on=DAY)
        catch_up()
        secretary = factories.make_account_with_post(branch, "secretary")
        page = enter(secretary).get(reverse("unit_year", args=[branch.pk])).content.decode()
        assert "最近三十天职责的变化" in page
        assert "不再适用" in page
        assert members[0].person.name not in page
        neighbour = factories.make_account_with_post(county["second_branch"], "secretary")
        other = enter(neighbour).get(reverse("unit_year", args=[county["second_branch"].pk]))
        assert "最近三十天职责的变化" not in other.content.decode()
        mine = enter(keeper).get(reverse("duty_changes")).content.decode()
        assert str(branch) in mine
        assert enter(secretary).get(reverse("duty_changes")).context["told"] == []

    @pytest.mark.django_db(transaction=True)
    def test_the_next_page_waits_and_then_says_it(self, county, enter):
        branch = county["first_branch"]
        make_obligation(bearer="holder", post_kinds=["secretary"], title="书记每季度讲党课")
        term = factories.make_term(factories.make_post(branch, "secretary"))
        keeper = factories.make_account_with_post(county["department"], "leader")
        worked_out()
        client, key = enter(keeper), str(uuid.uuid4())
        url = reverse("term_end", args=[term.pk])
        page = client.post(url, {"submission_key": key, "on": DAY.isoformat(), "why": "调离"}, follow=True)
        assert page.status_code == 200, page.content.decode()[-2000:]
        said = page.content.decode()
        assert "职责正在按这次改动重新推算" in said
        after = said.split("?after=")[1].split("&")[0]
        assert is_worked_out(int(after)), "the work of the background is done in tests before the page"
        part = client.get(reverse("duty_changes"), {"after": after}, headers={"HX-Request": "true"})
        assert f"这次改动使1个单位的职责有变化：{branch}" in part.content.decode()
        assert "hx-trigger" not in part.content.decode()
        later = Entry.objects.order_by("-sequence").first().sequence + 1000
        part = client.get(reverse("duty_changes"), {"after": later}, headers={"HX-Request": "true"})
        assert "hx-trigger" in part.content.decode()
        last = {"after": later, "looks": 19}
        assert (
            "hx-trigger"
            not in client.get(reverse("duty_changes"), last, headers={"HX-Request": "true"}).content.decode()
        )
        odd = client.get(reverse("duty_changes"), {"after": "x'"}, headers={"HX-Request": "true"})
        assert odd.status_code == 200

    def test_what_changes_no_duty_says_nothing(self, county, enter):
        keeper = factories.make_account_with_post(county["department"], "leader")
        page = enter(keeper).post(reverse("notices_read"), {"submission_key": str(uuid.uuid4())}, follow=True)
        assert "重新推算" not in page.content.decode()


def test_a_row_in_memory_has_the_state_that_the_database_says(county):
    """On every side of each of its days."""
    make_obligation()
    refresh()
    duty, (early, late) = Duty.objects.all()[0], (DAY - timedelta(days=9), DAY + timedelta(days=9))
    seen = set()
    for opens, due in ((early, early), (early, DAY), (early, late), (DAY, late), (late, late)):
        for closes in (None, early, DAY, late):
            for done in (None, early, DAY, late):
                if closes and closes <= max(opens, due):
                    continue
                days = {"opens_on": opens, "due_on": due, "closes_on": closes, "fulfilled_on": done}
                for name, day in days.items():
                    setattr(duty, name, day)
                rows = Duty.objects.filter(pk=duty.pk)
                rows.update(**days)
                assert state_of(duty, DAY) == duties_on(DAY).get(pk=duty.pk).state, days
                seen.add(state_of(duty, DAY))
    assert seen == {"done", "planned", "due", "late", "missed"}
