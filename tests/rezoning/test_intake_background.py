"""A file of many units is read, checked and loaded beside the site: told as it goes, stopped, begun again, all or
nothing."""

import json
import time
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.test import override_settings
from django.urls import reverse
from django.utils.translation import override

from jiceng.kernel import jobs
from jiceng.kernel.models import Job
from jiceng.organisations.enums import PostKind
from jiceng.rezoning import commands
from jiceng.rezoning.models import Edge, Intake
from jiceng.rezoning.queries.intake import faults_shown, intakes
from tests.background import DATABASE_TASKS, worker
from tests.factories import make_account_with_post, make_county
from tests.rezoning.county import old_county
from tests.rezoning.town import collection, feature, project, square

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db):
    return make_county()["town"]


@pytest.fixture
def large(monkeypatch):
    """Every file is large."""
    monkeypatch.setattr("jiceng.rezoning.commands.intake.SMALL", 0)
    monkeypatch.setattr(Intake, "FEW", 0)


TWO = (feature("a", square(0, 0), households="很多"), feature("b", square(1, 0)))


def send(client, address, **fields):
    return client.post(address, {"submission_key": str(uuid.uuid4()), **fields})


def uploaded(client, made, *features, content=b""):
    file = SimpleUploadedFile("u.geojson", content or collection(*features))
    answer = send(client, reverse("rezoning_upload", args=[made.pk]), units=file)
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def taken_in(made, *features):
    return commands.take_in(by=None, project=made, file_name="x.geojson", content=collection(*features))


def now(intake):
    return intakes().get(pk=intake.pk)


def kept_files():
    folder = Path(settings.MEDIA_ROOT, "units")
    return {one.name for one in folder.iterdir()} if folder.exists() else set()


def ended(intake, seconds=60):
    """The job of the intake, once a worker has ended it."""
    until = time.monotonic() + seconds
    while now(intake).at_work:
        assert time.monotonic() < until, now(intake).job
        time.sleep(0.1)
    return now(intake).job


@pytest.mark.django_db(transaction=True)
@override_settings(TASKS=DATABASE_TASKS)
def test_a_large_file_goes_its_way_in_the_background(large, town, enter):
    made, before = project(town, k=1), kept_files()
    client = enter(make_account_with_post(made.body, PostKind.OFFICER))
    address = uploaded(client, made, *TWO)
    intake = made.intakes.get()
    assert intake.rows == []
    assert len(kept_files() - before) == 1
    waiting = client.get(address).content.decode()
    assert "<progress" in waiting
    assert "停止" in waiting
    assert "载入全部单元" not in waiting
    with worker():
        assert ended(intake).state == Job.State.DONE
        assert "很多" in client.get(address).content.decode()
        assert kept_files() <= before
        send(client, address, **{"repair.0.households": "edit", "value.0.households": "800"})
        assert ended(intake).state == Job.State.DONE
        assert "载入全部单元" in client.get(address).content.decode()
        assert not made.units.exists()
        send(client, reverse("rezoning_intake_load", args=[intake.pk]))
        assert ended(intake).message == "已载入2个单元。"
    assert list(made.units.values_list("key", "households")) == [("a", 800), ("b", 1000)]
    assert made.edges.count() == 1
    assert "已载入" in client.get(address).content.decode()


def test_a_small_file_waits_for_no_worker(town, enter):
    made = project(town, k=1)
    client = enter(make_account_with_post(made.body, PostKind.OFFICER))
    assert "很多" in client.get(uploaded(client, made, *TWO)).content.decode()
    assert not Job.objects.exists()


def test_a_check_that_was_stopped_or_died_is_begun_again(
    large, town, enter, django_capture_on_commit_callbacks
):
    made = project(town, k=1)
    officer = make_account_with_post(made.body, PostKind.OFFICER)
    client = enter(officer)
    address = uploaded(client, made, *TWO)
    jobs.ask_to_stop(by=officer, job=made.intakes.get().job)
    assert "核对停止了或中断了" in client.get(address).content.decode()
    send(client, address)
    Job.objects.filter(pk=made.intakes.get().job_id).update(
        state=Job.State.RUNNING, heard_at=made.intakes.get().created_at
    )
    assert "重新核对" not in client.get(address).content.decode()
    assert "正在处理" in send_and_read(client, address)
    jobs.bury_the_dead(timedelta(0))
    assert "后台程序中断" in client.get(address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        send(client, address)
    page = client.get(address).content.decode()
    assert "还有问题要处理" in page
    assert "重新核对" not in page.replace("保存处理并重新核对", "")


def send_and_read(client, address):
    fields = {"submission_key": str(uuid.uuid4())}
    return client.post(
        address, fields, follow=True, headers={"Referer": f"http://testserver{address}"}
    ).content.decode()


def test_what_cannot_be_read_is_said_and_keeps_no_place(
    large, town, enter, django_capture_on_commit_callbacks
):
    made, before = project(town, k=1), kept_files()
    client = enter(make_account_with_post(made.body, PostKind.OFFICER))
    with django_capture_on_commit_callbacks(execute=True):
        address = uploaded(client, made, content=b"{")
    assert "不是完好的 JSON：第1行" in client.get(address).content.decode()
    assert kept_files() == before
    assert "有一个文件还在核对" not in client.get(reverse("rezoning_units", args=[made.pk])).content.decode()
    assert made.intakes.get().state == "dropped"


def stopping(at):
    """Somebody who stops the work once so much is done."""

    def hear(share):
        if share >= at:
            raise jobs.Stopped

    return hear


@pytest.mark.parametrize("at", [0, 0.4, 0.7])
def test_a_check_stopped_on_the_way_keeps_nothing(large, town, at):
    intake = taken_in(project(town, k=1), *TWO)
    commands.read_kept(by=None, intake=intake)
    with pytest.raises(jobs.Stopped):
        commands.check_intake(by=None, intake=intake, hear=stopping(at))
    assert now(intake).found is None


@pytest.mark.parametrize("at", [0, 0.6, 1])
def test_a_load_stopped_on_the_way_loads_nothing_and_can_be_repeated(town, at):
    made = project(town, k=1)
    intake = taken_in(made, TWO[1], feature("c", square(2, 0)))
    with pytest.raises(jobs.Stopped):
        commands.load_intake(by=None, intake=intake, hear=stopping(at))
    assert not made.units.exists()
    assert now(intake).state == "checking"
    assert commands.load_intake(by=None, intake=intake) == 2


def test_a_load_that_fails_while_it_writes_leaves_the_old_units(town, monkeypatch):
    made = project(town, k=1)
    commands.load_intake(by=None, intake=taken_in(made, feature("old", square(0, 0))))
    intake = taken_in(made, TWO[1], feature("c", square(2, 0)))
    with monkeypatch.context() as broken:
        broken.setattr(type(Edge.objects), "bulk_create", fail_at_edges(type(Edge.objects).bulk_create))
        with pytest.raises(DatabaseError):
            commands.load_intake(by=None, intake=intake)
    assert list(made.units.values_list("key", flat=True)) == ["old"]
    assert commands.load_intake(by=None, intake=intake) == 2


def fail_at_edges(create):
    def failing(manager, rows, **options):
        if manager.model is Edge:
            raise DatabaseError("the disk is full")
        return create(manager, rows, **options)

    return failing


def test_what_was_decided_meanwhile_wins(large, town):
    """A check that began before keeps nothing; neither does one of a file that was given up."""
    intake = taken_in(project(town, k=1), *TWO)
    commands.read_kept(by=None, intake=intake)
    Intake.objects.filter(pk=intake.pk).update(decisions={"0.households": {"repair": "drop", "value": ""}})
    commands.check_intake(by=None, intake=intake)
    assert now(intake).found is None
    intake = intakes().get(pk=intake.pk)
    commands.check_intake(by=None, intake=intake)
    assert now(intake).checked
    commands.drop_intake(by=None, intake=intake)
    assert now(intake).job.state == Job.State.STOPPED
    Intake.objects.filter(pk=intake.pk).update(found=None)
    commands.check_intake(by=None, intake=intake)
    assert now(intake).found is None


def test_giving_up_takes_the_waiting_file_away(large, town, django_capture_on_commit_callbacks):
    before, made = kept_files(), project(town, k=1)
    first = taken_in(made, *TWO)
    with django_capture_on_commit_callbacks(execute=True):
        second = taken_in(made, *TWO)
    assert len(kept_files() - before) <= 1
    with django_capture_on_commit_callbacks(execute=True):
        commands.drop_intake(by=None, intake=now(second))
    assert kept_files() == before
    assert (now(first).state, now(second).state) == ("dropped", "dropped")


def test_each_reader_reads_the_faults_in_their_own_language(town):
    intake = taken_in(project(town, k=1), *TWO)
    with override("en"):
        [one] = faults_shown(now(intake))
        assert "households" in one.fault.sentence.lower()
        assert "很多" in one.fault.sentence
    with override("zh-hans"):
        assert "户数" in faults_shown(now(intake))[0].fault.sentence


def test_thousands_of_units_without_boundaries_get_places_of_their_own(town):
    made, across = project(town, k=1), 36
    figures = {"households": 1000, "residents": 2500, "full_members": 10, "venue_area_m2": 50}
    units = [{"id": f"{n}", "name": f"单元{n}", **figures} for n in range(across * across)]
    edges = [[f"{n}", f"{n + 1}", 10] for n in range(len(units)) if n % across < across - 1]
    edges += [[f"{n}", f"{n + across}", 10] for n in range(len(units) - across)]
    content = json.dumps({"units": units, "edges": edges}).encode()
    intake = commands.take_in(by=None, project=made, file_name="x.json", content=content)
    commands.check_intake(by=None, intake=intake)
    assert commands.load_intake(by=None, intake=intake) == across * across
    assert len(set(made.units.values_list("x", "y"))) == across * across


def test_a_county_of_many_territories_is_loaded_in_the_background(
    large, enter, django_capture_on_commit_callbacks
):
    county = old_county(members_each=0)
    made = project(county["town"])
    client = enter(make_account_with_post(made.body, PostKind.OFFICER))
    with django_capture_on_commit_callbacks() as waiting:
        answer = send(client, reverse("rezoning_load_present", args=[made.pk]), offered="on")
    job = Job.objects.get()
    assert answer.url == reverse("job", args=[job.pk])
    assert "<progress" in client.get(answer.url).content.decode()
    assert not made.units.exists()
    for begin in waiting:
        begin()
    job.refresh_from_db()
    assert (job.state, job.message) == (Job.State.DONE, "已载入51个单元。")
    assert made.units.count() == 51
    assert client.get(job.result["url"]).content.decode().count('class="unit" d=') == 51


@pytest.mark.parametrize("at", [0, 0.6, 1])
def test_a_county_whose_load_is_stopped_keeps_what_was_there(at):
    county = old_county(members_each=0)
    made = project(county["town"])
    with pytest.raises(jobs.Stopped):
        commands.load_present(by=None, project=made, hear=stopping(at))
    assert not made.units.exists()
    assert commands.load_present(by=None, project=made) == 51
