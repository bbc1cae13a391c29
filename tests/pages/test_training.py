"""The pages of training: the year, needs, a plan, a class with its steps, results as a sheet, tours."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jiceng.cadres.models import TourProposal, Trainee, Training, TrainingPlan
from jiceng.kernel.pages import today
from tests import factories
from tests.cadres.training_place import Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return Place()


def posted(client, url, **data):
    return client.post(url, {"submission_key": str(uuid.uuid4()), **data})


def test_from_needs_to_a_closed_class(place, enter):
    client = enter(place.head)
    assert place.member.name in client.get("/cadres/training/needs/").content.decode()
    plan = f"/cadres/training/plan/{place.plan.pk}/"
    day = today().isoformat()
    data = {"title": "任职培训班", "kind": "class", "audience": "all", "need": "first", "place": "县委党校"}
    data |= {"hours": "40", "cost": "5000", "starts_on": day}
    earlier = (today() - timedelta(days=1)).isoformat()
    assert posted(client, f"{plan}new/", **data, ends_on=earlier).status_code == 422
    assert posted(client, f"{plan}new/", **data, ends_on=day).status_code == 302
    row = Training.objects.get()
    assert posted(client, f"{plan}adopt/").status_code == 302
    assert "5,000.00" in client.get(plan).content.decode()
    enrol = f"/cadres/training/enrol/?pk={place.member.pk}&pk={place.secretary.person_id}"
    assert place.member.name in client.get(enrol).content.decode()
    ticked = {"pk": [place.member.pk, place.secretary.person_id], "training": row.pk}
    url = f"/cadres/training/{row.pk}/"
    assert posted(client, "/cadres/training/enrol/", **ticked).headers["Location"] == url
    assert row.trainees.count() == 2
    assert posted(client, f"{url}close/", evaluation="好", on=day).status_code == 422  # not called yet
    assert posted(client, f"{url}call/").status_code == 302
    street = enter(place.street)
    assert "任职培训班" in street.get("/").content.decode()  # the card of the front page
    mine = row.trainees.get(person=place.member)
    secretary = row.trainees.get(person=place.secretary.person)
    release = f"/cadres/training/trainee/{secretary.pk}/release/"
    assert release in street.get(url).content.decode()
    assert posted(street, release, granted="no").status_code == 422
    assert "本单位有1人待答复" in street.get(url).content.decode()
    assert posted(street, f"{url}release-all/").status_code == 302
    secretary.refresh_from_db()
    assert secretary.release == "granted"
    assert posted(street, f"{url}release-all/").status_code == 302  # a sentence, no fault
    assert posted(street, release, granted="yes").status_code == 302
    client = enter(place.head)
    results = {}
    for one in row.trainees.all():
        results |= {f"hours_{one.pk}": "40", f"before_{one.pk}": "50", f"after_{one.pk}": "80"}
        results |= {f"outcome_{one.pk}": "passed", f"note_{one.pk}": ""}
    assert posted(client, f"{url}results/", **results | {f"hours_{mine.pk}": "41"}).status_code == 422
    assert posted(client, f"{url}results/", **results).status_code == 302
    assert posted(client, f"{url}close/", evaluation="好", on=day, spent="4800").status_code == 302
    assert "测评2人：训前平均50.0，训后平均80.0" in client.get(url).content.decode()
    file = enter(place.secretary).get(f"/cadres/file/{place.file.pk}/").content.decode()
    assert "任职培训班" in file
    assert "本年40学时" in file


def test_all_members_of_a_branch_are_put_in_a_class(place, enter):
    branch, other = place.county["first_branch"], place.county["second_branch"]
    members = {factories.make_member(branch).person for _one in range(3)}
    factories.make_member(other)
    row = place.training(audience="members", title="党员轮训")
    client = enter(place.head)
    data = {"training": row.pk, "branch": branch.pk, "pk": [place.member.pk]}
    assert posted(client, "/cadres/training/enrol/", **data).status_code == 302
    assert {one.person for one in row.trainees.all()} == {*members, place.member}
    assert posted(client, f"/cadres/training/{row.pk}/call/").status_code == 302
    street = enter(place.street)
    assert posted(street, "/cadres/training/enrol/", **data).status_code in (403, 404, 422)
    one = row.trainees.filter(person__in=members).first()
    assert one.person.name in street.get(f"/cadres/training/{row.pk}/").content.decode()
    assert posted(street, f"/cadres/training/trainee/{one.pk}/release/", granted="yes").status_code == 302
    one.refresh_from_db()
    assert one.release == "granted", "whose branch stands below the street"


def test_results_from_a_sheet_fill_the_form_first(place, enter):
    row = place.training(state="called")
    one = Trainee.objects.create(training=row, person=place.member)
    client = enter(place.head)
    url = f"/cadres/training/{row.pk}/results/"
    out = client.get(f"{url}?export=xlsx").content
    assert out[:2] == b"PK"
    shown = posted(client, url, sheet=SimpleUploadedFile("名单.xlsx", out))
    assert "现在还没有登记" in shown.content.decode()
    one.refresh_from_db()
    assert one.hours is None
    bad = SimpleUploadedFile("名单.xlsx", b"nothing")
    assert posted(client, url, sheet=bad).status_code == 422


def test_a_plan_is_made_people_left_out_and_a_class_dropped(place, enter):
    client = enter(place.desk)
    data = {"unit": place.county["street"].pk, "year": "2027", "aims": "补短板"}
    assert posted(client, "/cadres/training/plan/new/", **data).status_code == 302
    assert TrainingPlan.objects.get(year=2027).aims == "补短板"
    assert posted(client, "/cadres/training/plan/new/", **data).status_code == 422
    assert client.get(f"/cadres/training/plan/{place.plan.pk}/").status_code == 404
    client = enter(place.head)
    row = place.training()
    one = Trainee.objects.create(training=row, person=place.member)
    url = f"/cadres/training/{row.pk}/"
    assert posted(client, f"/cadres/training/trainee/{one.pk}/leave-out/").status_code == 302
    assert not row.trainees.exists()
    assert posted(client, f"{url}drop/", why="并入下期").status_code == 302
    assert "并入下期" in client.get(url).content.decode()


def test_a_plan_goes_out_and_comes_back(place, enter):
    place.training(cost=5000, teachers="党校")
    client = enter(place.head)
    out = client.get("/cadres/training/?export=xlsx").content
    url = f"/cadres/training/plan/{place.plan.pk}/"
    shown = posted(client, f"{url}import/", file=SimpleUploadedFile("计划.xlsx", out)).content.decode()
    assert "已有的1期不动" in shown
    Training.objects.all().delete()
    shown = posted(client, f"{url}import/", file=SimpleUploadedFile("计划.xlsx", out)).content.decode()
    rows = shown.split('name="rows" value="')[1].split('"')[0]
    assert posted(client, f"{url}import/", rows=rows).headers["Location"] == url
    row = Training.objects.get()
    assert (row.title, row.cost, row.teachers, row.hours) == ("任职培训班", 5000, "党校", 40)
    assert posted(client, f"{url}import/", rows=rows).headers["Location"] == f"{url}import/"
    other = TrainingPlan.objects.create(unit=place.county["street"], year=2027)
    address = f"/cadres/training/plan/{other.pk}/import/"
    assert posted(client, address, rows=rows).headers["Location"] == address  # shown for another plan
    wrong = posted(client, address, file=SimpleUploadedFile("计划.xlsx", out))
    assert wrong.status_code == 422
    assert "开始日期须在2027年" in wrong.content.decode()


def test_a_neighbour_sees_neither_the_class_nor_its_people(place, enter):
    row = place.training()
    Trainee.objects.create(training=row, person=place.secretary.person)
    Trainee.objects.create(training=row, person=place.member)
    url = f"/cadres/training/{row.pk}/"
    assert enter(place.neighbour).get(url).status_code == 404
    shown = enter(place.secretary).get(url).content.decode()
    assert place.secretary.person.name in shown
    assert place.member.name not in shown  # holds a post of the committee, on the other line
    assert enter(place.secretary).get("/cadres/training/needs/").status_code == 403


def test_a_tour_brings_home_what_becomes_a_task(place, enter):
    row = place.training(kind="tour", title="赴大庆考察", state="called")
    Trainee.objects.create(training=row, person=place.secretary.person)
    url = f"/cadres/training/{row.pk}/"
    client = enter(place.secretary)
    said = {"seen_at": "大庆某社区", "learned": "场所列成清单", "title": "列清单"}
    assert posted(client, f"{url}home/", **said).status_code == 302
    one = TourProposal.objects.get()
    address = f"/cadres/training/proposal/{one.pk}/"
    assert "还没有答复" in client.get(address).content.decode()
    assert client.get(f"{address}adopt/").status_code == 403
    client = enter(place.head)
    adopt = {"unit": place.county["street"].pk, "due_on": "2027-03-01", "answer": "先试三个社区"}
    assert posted(client, f"{address}adopt/", **adopt).status_code == 302
    assert "办理中" in client.get(address).content.decode()
    one.refresh_from_db()
    task = client.get(f"/documents/tasks/{one.task_id}/").content.decode()
    assert address in task  # the way back to what it comes from
    assert posted(client, f"{address}decline/", answer="晚了").status_code == 422


ADDRESSES = {
    "/cadres/training/": 15,
    "/cadres/training/needs/": 11,
    "/cadres/training/plan/{plan}/": 8,
    "/cadres/training/{training}/": 10,
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_pages_cost_the_same_with_one_row_and_with_three(place, enter, address, django_assert_num_queries):
    row = place.training(kind="tour")
    Trainee.objects.create(training=row, person=place.member)
    client, many = enter(place.head), ADDRESSES[address]
    address = address.format(plan=place.plan.pk, training=row.pk)
    with django_assert_num_queries(many):
        client.get(address)
    for number in range(2):
        place.training(title=str(number))
        somebody = factories.make_term(place.seat, factories.make_cadre().person).person
        Trainee.objects.create(training=row, person=somebody)
        TourProposal.objects.create(training=row, seen_at="x", learned="x", title=str(number))
    with django_assert_num_queries(many):
        client.get(address)
