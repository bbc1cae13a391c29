"""A long roll leaves in the background: kept encrypted for a day, given to who asked for it, with a trace."""

import io
import json
import os
import stat
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from jiceng.kernel import jobs, takeaway
from jiceng.kernel.models import Entry, Job
from jiceng.organisations import tasks
from jiceng.organisations.commands import exchange_export
from jiceng.organisations.enums import PostKind
from tests import factories
from tests.exchange.files import officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(monkeypatch, settings, tmp_path):
    """Three members, where two are as many as one waits for."""
    monkeypatch.setattr(exchange_export, "LARGE", 2)
    monkeypatch.setattr(exchange_export, "A_WORD", 1)
    settings.DATA_DIR = tmp_path
    county = factories.make_county()
    for number in range(3):
        factories.make_member(county["first_branch"], factories.make_person(name=f"甲{number}"))
    return county


@pytest.fixture
def asked(django_capture_on_commit_callbacks):
    def ask(client, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse("export_members"), {"submission_key": str(uuid.uuid4()), **fields})

    return ask


def kept() -> list:
    return list(takeaway.folder().glob("*"))


def test_a_long_roll_is_made_in_the_background_for_whoever_asked(county, enter, asked):
    by, other = officer(county), officer(county)
    client = enter(by)
    answer = asked(client)
    job = Job.objects.get()
    assert answer["Location"] == reverse("job", args=[job.pk])
    page = client.get(answer["Location"]).content.decode()
    assert (job.state, "下载文件" in page, "只有您能取" in page) == ("done", True, True)
    (path,) = kept()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    sealed = path.read_bytes()
    assert b"PK" not in sealed[:64]
    file = client.post(reverse("job_file", args=[job.pk]))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(file.content)).get_sheet_by_index(0).to_python()
    assert {row[1] for row in rows[1:]} == {"甲0", "甲1", "甲2"}
    assert ".xlsx" in file["Content-Disposition"]
    entry = Entry.objects.get(verb="fetch_file")
    assert (entry.by_id, entry.target_id) == (by.pk, str(job.pk))
    assert "甲0" not in json.dumps(entry.body)
    assert client.get(reverse("job_file", args=[job.pk])).status_code == 405
    path.write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    broken = client.post(reverse("job_file", args=[job.pk]), follow=True).content.decode()
    assert "文件已损坏" in broken
    assert enter(other).post(reverse("job_file", args=[job.pk])).status_code == 404
    assert enter(other).get(reverse("job", args=[job.pk])).status_code == 404
    assert Entry.objects.filter(verb="fetch_file").count() == 1


def test_after_its_term_it_is_given_to_nobody_and_erased_at_night(county, enter, asked):
    client = enter(officer(county))
    asked(client)
    job, (path,) = Job.objects.get(), kept()
    assert takeaway.erase_old() == 0
    past = timezone.now() - takeaway.TERM - timedelta(minutes=1)
    os.utime(path, (past.timestamp(), past.timestamp()))
    Job.objects.update(result={**job.result, "until": (past + takeaway.TERM).isoformat()})
    page = client.post(reverse("job_file", args=[job.pk]), follow=True).content.decode()
    assert "已过保留期限" in page
    assert "下载文件" not in page
    assert not Entry.objects.filter(verb="fetch_file").exists()
    assert (takeaway.erase_old(), kept(), takeaway.erase_old()) == (1, [], 0)


def test_a_wish_to_stop_leaves_no_file(county, enter, asked, monkeypatch):
    by = officer(county)
    monkeypatch.setattr(jobs, "BEAT", timedelta(0))
    told = tasks._told
    monkeypatch.setattr(
        tasks, "_told", lambda job: (jobs.ask_to_stop(by=by, job=Job.objects.get(pk=job.pk)), told(job))[1]
    )
    asked(enter(by))
    assert (Job.objects.get().state, kept()) == ("stopped", [])


def test_numbers_in_full_need_their_right_and_reason_before_a_job_begins(county, enter, asked):
    client = enter(officer(county))
    assert asked(client, in_full="on").status_code == 422
    street = enter(factories.make_account_with_post(county["street"], PostKind.SECRETARY))
    assert asked(street, in_full="on", why="年报").status_code in {302, 403}
    assert Job.objects.count() == Job.objects.filter(state="done").count()


def test_a_short_roll_comes_at_once(county, enter, asked, monkeypatch):
    monkeypatch.setattr(exchange_export, "LARGE", 3)
    answer = asked(enter(officer(county)))
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert not Job.objects.exists()
