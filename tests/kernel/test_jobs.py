"""Long work: told as it goes, stopped when asked, never run twice, a dead worker's job is not left running."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from jiceng.kernel import jobs
from jiceng.kernel.models import Job
from tests.factories import make_account

pytestmark = pytest.mark.django_db


def make_job(**fields) -> Job:
    return Job.objects.create(kind="test", title="试算", **fields)


def test_work_that_ends_is_done_with_its_result():
    job = make_job()
    with jobs.running(job.pk) as running:
        jobs.advance(running, 3, 5, "第三步")
        jobs.result(running, {"url": "/there/"})
    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.message) == ("done", 3, 5, "第三步")
    assert job.result == {"url": "/there/"}


def test_a_failure_is_kept_in_words_and_raised():
    job = make_job()
    with pytest.raises(ValueError, match="secret"), jobs.running(job.pk):
        raise ValueError("secret detail")
    job.refresh_from_db()
    assert job.state == "failed"
    assert "ValueError" in job.message
    assert "secret" not in job.message


def test_what_a_command_says_is_impossible_is_said_by_its_job():
    job = make_job()
    with pytest.raises(ValidationError), jobs.running(job.pk):
        raise ValidationError(["已有方案。", "请另建项目。"])
    job.refresh_from_db()
    assert (job.state, job.message) == ("failed", "已有方案。 请另建项目。")


def test_asking_stops_the_work_where_it_next_speaks():
    account = make_account()
    job = make_job(account_id=account.pk)
    steps = []

    @jobs.work
    def count(running, upto):
        for step in range(upto):
            running.heard_at = None  # as if half a second had passed
            jobs.advance(running, step, upto)
            steps.append(step)
            if step == 2:
                jobs.ask_to_stop(by=account, job=Job.objects.get(pk=running.pk))

    count(job.pk, 10)
    job.refresh_from_db()
    assert steps == [0, 1, 2]
    assert job.state == "stopped"


def test_a_job_stopped_while_waiting_never_runs():
    account = make_account()
    job = make_job(account_id=account.pk)
    jobs.ask_to_stop(by=account, job=job)
    assert job.state == "stopped"

    @jobs.work
    def never(running):
        raise AssertionError("it ran")

    never(job.pk)


def test_a_job_runs_once():
    job = make_job()
    with jobs.running(job.pk):
        pass
    with pytest.raises(jobs.Stopped), jobs.running(job.pk):
        raise AssertionError("it ran again")


def test_a_dead_workers_job_is_failed_at_the_next_start():
    silent = make_job(state="running", heard_at=timezone.now() - timedelta(minutes=11))
    alive = make_job(state="running", heard_at=timezone.now())
    assert jobs.bury_the_dead() == 1
    silent.refresh_from_db()
    alive.refresh_from_db()
    assert (silent.state, alive.state) == ("failed", "running")


def test_time_left_goes_by_the_pace_so_far():
    job = make_job(state="running", done=25, total=100, started_at=timezone.now() - timedelta(seconds=10))
    assert jobs.seconds_left(job) == 30
    assert jobs.counts(job).startswith("25 / 100")
    assert jobs.seconds_left(make_job()) is None


def test_only_who_began_a_job_sees_and_stops_it(enter, client):
    owner, other = make_account(), make_account()
    job = make_job(account_id=owner.pk, state="running", done=1, total=4)
    assert enter(other).get(reverse("job", args=[job.pk])).status_code == 404
    page = enter(owner).get(reverse("job", args=[job.pk]))
    assert "试算" in page.content.decode()
    assert f'hx-get="{reverse("job_panel", args=[job.pk])}"' in page.content.decode()
    client.post(reverse("job_stop", args=[job.pk]))
    job.refresh_from_db()
    assert job.stop_asked


def test_a_panel_is_the_same_part_as_on_the_page(enter):
    owner = make_account()
    job = make_job(
        account_id=owner.pk, state="failed", message="第 13 行：代码重复。", ended_at=timezone.now()
    )
    panel = enter(owner).get(reverse("job_panel", args=[job.pk])).content.decode().strip()
    assert panel in enter(owner).get(reverse("job", args=[job.pk])).content.decode()
    assert "hx-trigger" not in panel, "an ended job asks no more"


def test_a_page_is_drawn_anew_when_its_job_ends(enter):
    """What hangs on the result (a preview, a new table) stands outside the panel."""
    owner = make_account()
    job = make_job(account_id=owner.pk, state="running", done=1, total=2)
    client, url = enter(owner), reverse("job_panel", args=[job.pk])
    assert "HX-Refresh" not in client.get(url, headers={"HX-Request": "true"})
    job.state, job.ended_at = "done", timezone.now()
    job.save()
    assert client.get(url, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert "HX-Refresh" not in client.get(url)


@pytest.mark.parametrize(("state", "ends"), [("waiting", True), ("running", False)])
def test_a_page_is_drawn_anew_when_a_waiting_job_is_stopped(enter, state, ends):
    """No worker will end it, and the way to begin again stands outside the panel."""
    owner = make_account()
    job = make_job(account_id=owner.pk, state=state)
    said = enter(owner).post(reverse("job_stop", args=[job.pk]), headers={"HX-Request": "true"})
    assert said.status_code == 200
    assert ("HX-Refresh" in said) is ends


@task()
@jobs.work
def add_up(job, numbers):
    jobs.result(job, {"sum": sum(numbers)})


QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@override_settings(TASKS=QUEUE)
def test_a_job_is_queued_when_its_transaction_holds(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.create(by=make_account(), kind="sum", title="求和", run=add_up, args=([1, 2, 3],))
        assert DBTaskResult.objects.count() == 0
    (queued,) = DBTaskResult.objects.all()
    assert queued.args_kwargs["args"] == [job.pk, [1, 2, 3]]
    add_up.func(*queued.args_kwargs["args"])
    job.refresh_from_db()
    assert (job.state, job.result) == ("done", {"sum": 6})


@pytest.mark.django_db(transaction=True)
@override_settings(TASKS=QUEUE)
def test_a_starting_worker_fails_what_a_dead_one_left():
    lost = make_job(state="running", heard_at=timezone.now() - timedelta(minutes=11))
    call_command("worker", batch=True, interval=0, verbosity=0, startup_delay=False, reload=False)
    lost.refresh_from_db()
    assert lost.state == "failed"
    assert "没有完成" in lost.message
