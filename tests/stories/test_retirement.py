"""In a browser: a secretary reaches the age, the vacancy opens, the reserve is found and takes the post."""

from datetime import date

import pytest

from jiceng.cadres.models import PostRequirement
from jiceng.cadres.queries.reserve import coverage
from jiceng.kernel.pages import today
from jiceng.organisations.enums import PostKind
from jiceng.organisations.models import Term
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_retirement_opens_a_vacancy_and_finds_the_reserve(browse, axe):
    county = factories.make_county()
    head = factories.make_account_with_post(county["department"], PostKind.LEADER)
    second = factories.make_account_with_post(county["department"], PostKind.OFFICER)
    old = factories.make_cadre(factories.make_person("王长山", sex=1, born_on=date(1966, 3, 1))).person
    post = factories.make_post(county["first_committee"], PostKind.DIRECTOR)
    factories.make_term(post, old)
    ready = factories.make_cadre(factories.make_person("李接替", born_on=date(1995, 5, 1)), level=20).person
    seat = factories.make_post(county["first_committee"], PostKind.COMMITTEE_MEMBER, places=5)
    factories.make_term(seat, ready)
    PostRequirement.objects.create(post=post, age_at_most=45, valid_from=factories.LONG_AGO, why="县委要求")
    desk = browse("/cadres/retirements/", as_account=head)
    desk.get_by_role("cell", name="一年内到龄").or_(desk.get_by_role("cell", name="已到龄")).first.wait_for()
    axe(desk)
    desk.get_by_role("link", name="看接替人选").click()
    desk.get_by_text("缺后备1人").first.wait_for()
    desk.get_by_role("link", name="李接替").click()
    desk.get_by_label("可立即任用").check()
    desk.get_by_label("入库理由").fill("街道推荐，班子会研究")
    desk.get_by_role("button", name="保存").click()
    desk.get_by_text("已列入后备。").wait_for()
    axe(desk)
    assert coverage(seen_by=None, as_of=today()).covered == 1
    desk.goto(f"/organisations/{county['first_committee'].pk}/posts/")
    desk.get_by_role("link", name="免职").first.click()
    desk.get_by_role("button", name="保存").click()
    desk.get_by_text("任期已结束。").wait_for()
    board = browse("/cadres/reserve/?state=vacant", as_account=second, size="390")
    axe(board)
    board.get_by_role("link", name=county["first_committee"].name).click()
    board.get_by_text("后备干部在下面").wait_for()
    board.get_by_role("link", name="任命", exact=True).click()
    assert board.get_by_label("人员").input_value() == str(ready.pk)
    board.get_by_role("button", name="保存").click()
    board.wait_for_url(f"**/organisations/{county['first_committee'].pk}/posts/")
    term = Term.objects.filter(post=post, person=ready)
    asked = board.get_by_text("已提出，等另一方同意后办理。").count()
    assert term.exists() or asked
    desk.goto("/cadres/training/")
    axe(desk)
    desk.goto("/cadres/reserve/roster/")
    axe(desk)
