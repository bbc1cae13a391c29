"""Pages of contact points: register, transfer, vacancy, import of what was exported; queries of the list."""

import uuid
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jiceng.institutions.commands.duties import refresh
from jiceng.institutions.commands.editions import load_library
from jiceng.kernel.pages import today
from jiceng.kernel.workbook import workbook
from jiceng.responsibility import commands
from jiceng.responsibility.commands import Brought
from jiceng.responsibility.models import ContactPoint, Liaison
from tests import factories
from tests.responsibility.place import Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return Place()


def send(client, name, *args, **fields):
    return client.post(reverse(name, args=args), {"submission_key": str(uuid.uuid4()), **fields}, follow=True)


def text(response) -> str:
    return response.content.decode()


def test_a_leader_is_named_transferred_and_ended(place, enter):
    client = enter(place.clerk)
    assert "没有领导" in text(client.get(reverse("contact_points")))
    fields = {"on": "2026-03-01", "number": "嫩发〔2026〕3号"}
    one, two = (account.person for account in place.leaders)
    assert one.name in text(send(client, "charge_begin", place.first.pk, leader=one.pk, **fields))
    bad = send(client, "charge_begin", place.first.pk, leader=one.pk, on="2026-05-01")
    assert bad.status_code == 422
    assert "已经是这个人" in text(bad)
    send(client, "charge_begin", place.first.pk, leader=two.pk, on="2026-05-01", why="工作调整")
    send(client, "liaison_begin", two.pk, officer=place.officers[0].person_id, on="2026-05-01")
    page = text(client.get(reverse("contact_point", args=[place.first.pk])))
    assert one.name in page
    assert two.name in page
    assert place.officers[0].person.name in page
    past = text(client.get(reverse("contact_point", args=[place.first.pk]), {"as_of": "2026-04-30"}))
    assert "没有联络人" in past
    point, link = ContactPoint.objects.get(valid_to=None), Liaison.objects.get()
    assert send(client, "charge_end", point.pk, on="2026-06-01").status_code == 422
    send(client, "liaison_end", link.pk, on="2026-06-01", why="调离")
    send(client, "charge_end", point.pk, on="2026-06-01", why="调离")
    assert "没有县级领导联系" in text(client.get(reverse("contact_point", args=[place.first.pk])))


def test_a_leader_in_a_list_opens_only_to_whom_the_page_is_shown(place, enter):
    """A branch reads who is in charge; the leader's own page is not for it, and a link into nothing is none."""
    place.full()
    for account, shown in ((place.clerk, True), (place.leaders[0], True), (place.secretary, False)):
        client = enter(account)
        table = client.get(reverse("contact_points"))
        page = reverse("leader_page", args=[place.leaders[0].person_id])
        assert place.leaders[0].person.name in text(table)
        assert (page in text(table)) is shown
        assert (client.get(page).status_code == 200) is shown


def test_the_register_goes_out_and_comes_back(place, enter):
    place.full()
    client = enter(place.clerk)
    exported = client.get(reverse("contact_points"), {"export": "xlsx"})
    content = b"".join(exported.streaming_content) if exported.streaming else exported.content
    ContactPoint.objects.all().delete()
    Liaison.objects.all().delete()
    file = SimpleUploadedFile("联系点.xlsx", content)
    shown = send(client, "contact_points_import", file=file, on="2026-02-01")
    assert "将改动2个社区" in text(shown)
    assert not ContactPoint.objects.exists(), "first the preview"
    rows = shown.context["sealed"]
    assert send(client, "contact_points_import", rows=rows[:-2] + "xx").status_code == 422
    assert "改动4处" in text(send(client, "contact_points_import", rows=rows))
    assert ContactPoint.objects.count() == 2
    assert Liaison.objects.count() == 2
    assert "预览以后名册有了变化" in text(send(client, "contact_points_import", rows=rows))
    again = send(client, "contact_points_import", file=SimpleUploadedFile("a.xlsx", content), on="2026-02-01")
    assert "将改动0个社区，2个社区已经是这样" in text(again)


def test_an_import_that_fails_half_way_changes_nothing(place, enter):
    """The second row names a leader as liaison who is none on that day: refused by the command, all of it."""
    headings = ["社区", "县级领导", "联络人", "自哪天起"]
    leaders = [one.person.name for one in place.leaders]
    rows = [
        [place.first.name, leaders[0], "", "2026-03-01"],
        [place.first.name, leaders[1], "", "2026-02-01"],
    ]
    client = enter(place.clerk)
    file = SimpleUploadedFile("a.xlsx", workbook("联系点", headings, rows).content)
    shown = send(client, "contact_points_import", file=file, on="2026-02-01")
    refused = send(client, "contact_points_import", rows=shown.context["sealed"])
    assert refused.status_code == 422
    assert "已有自2026-03-01开始的安排" in text(refused)
    assert not ContactPoint.objects.exists()


@pytest.mark.parametrize("wrong", [b"", b"PK\x03\x04no table", "社区,县级领导".encode()])
def test_a_wrong_file_gets_a_sentence(place, enter, wrong):
    client = enter(place.clerk)
    for page in ("contact_points_import", "matters_import"):
        answer = send(client, page, file=SimpleUploadedFile("a.xlsx", wrong), on="2026-02-01")
        assert answer.status_code == 422, page


def test_the_last_visit_tells_what_it_found_and_what_became_of_it(place, enter):
    points = place.full()
    brought = Brought(problems=("路灯不亮", "井盖松动"))
    visit = commands.record_visit(by=None, point=points[0], on=date(2026, 3, 1), brought=brought)
    commands.answer_problem(by=None, problem=visit.problems.first(), text="修好了", on=date(2026, 3, 9))
    client = enter(place.clerk)
    assert "2件，1件没有答复" in text(client.get(reverse("contact_points")))
    before = text(client.get(reverse("contact_points"), {"as_of": "2026-03-05"}))
    assert "2件，2件没有答复" in before
    assert "还没有走访" in before
    assert "2件，1件没有答复" in text(client.get(reverse("contact_visits")))


def test_a_visit_recorded_by_mistake_is_annulled_on_the_page(place, enter):
    points = place.full()
    visit = commands.record_visit(by=None, point=points[0], on=date(2026, 3, 1), brought=Brought("看了看"))
    mine = enter(place.leaders[0])
    page = reverse("leader_page", args=[place.leaders[0].person_id])
    assert reverse("visit_annul", args=[visit.pk]) in text(mine.get(page))
    assert "看了看" not in text(send(mine, "visit_annul", visit.pk, why="记到别的社区了"))


def test_the_next_visit_is_always_told(place, enter):
    points = place.full()
    page = reverse("leader_page", args=[place.leaders[0].person_id])
    client = enter(place.leaders[0])
    load_library(by=None)
    refresh()
    due = {str(one.label): one.value for one in client.get(page).context["found"].figures}["下次走访最迟"]
    commands.record_visit(by=None, point=points[0], on=today(), brought=Brought("看了看"))
    later = {str(one.label): one.value for one in client.get(page).context["found"].figures}["下次走访最迟"]
    assert today().isoformat() <= due < later


def test_a_wrong_table_changes_nothing_and_says_where(place, enter):
    headings = ["社区", "县级领导", "联络人", "自哪天起"]
    rows = [
        [place.first.name, place.leaders[0].person.name, "", "2026-02-01"],
        ["没有的社区", "没有的人", "", ""],
    ]
    file = SimpleUploadedFile("a.xlsx", workbook("联系点", headings, rows).content)
    answer = send(enter(place.clerk), "contact_points_import", file=file, on="2026-02-01")
    assert answer.status_code == 422
    assert "没有这个社区" in text(answer)
    assert "没有这位县级领导" in text(answer)
    assert not ContactPoint.objects.exists()


def test_the_register_is_found_by_pinyin_and_by_gap(place, enter):
    place.charge()
    client = enter(place.secretary)
    leader = place.leaders[0].person
    found = text(client.get(reverse("contact_points"), {"q": leader.initials}))
    assert place.first.name in found
    assert place.second.name not in found
    gap = text(client.get(reverse("contact_points"), {"gap": "leader"}))
    assert f"community/{place.second.pk}/" in gap
    assert f"community/{place.first.pk}/" not in gap


@pytest.mark.parametrize("communities", [1, 3])
def test_queries_of_the_register(place, enter, communities, django_assert_num_queries):
    for _one in range(communities):
        factories.make_organisation(under=place.county["town"])
    client = enter(place.clerk)
    client.get(reverse("contact_points"))
    with django_assert_num_queries(12):
        client.get(reverse("contact_points"))
