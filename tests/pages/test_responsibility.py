"""Pages of contact points: register, transfer, vacancy, import of what was exported; queries of the list."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jiceng.kernel.workbook import workbook
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


def test_the_register_goes_out_and_comes_back(place, enter):
    place.full()
    client = enter(place.clerk)
    exported = client.get(reverse("contact_points"), {"export": "xlsx"})
    content = b"".join(exported.streaming_content) if exported.streaming else exported.content
    ContactPoint.objects.all().delete()
    Liaison.objects.all().delete()
    file = SimpleUploadedFile("联系点.xlsx", content)
    answer = send(client, "contact_points_import", file=file, on="2026-02-01")
    assert "改动4处" in text(answer)
    assert ContactPoint.objects.count() == 2
    assert Liaison.objects.count() == 2
    again = send(client, "contact_points_import", file=SimpleUploadedFile("a.xlsx", content), on="2026-02-01")
    assert "改动0处" in text(again)


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
