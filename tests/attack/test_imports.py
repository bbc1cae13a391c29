"""Batches that two workers hold at once."""

import shutil
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from jiceng.organisations.commands import ImpossibleError, exchange
from jiceng.organisations.commands.exchange_tidy import delete_old_files
from jiceng.organisations.models import ImportBatch, PartyMembership
from tests import factories
from tests.exchange.files import checked, member, officer, received, sheet

State = ImportBatch.State


@pytest.mark.django_db
def test_a_check_that_comes_late_does_not_open_an_imported_batch_again():
    """Both workers read the batch while it was ready; one imports it, the other only then ends its check."""
    by = officer(factories.make_county())
    batch = checked(by, sheet([member()]))
    late = ImportBatch.objects.get(pk=batch.pk)
    exchange.apply_import(by=by, batch=batch)
    with pytest.raises(ImpossibleError):
        exchange.check_import(by=by, batch=late)
    batch.refresh_from_db()
    assert (batch.state, PartyMembership.objects.count()) == (State.APPLIED, 1)
    assert batch.undo
    late.refresh_from_db()
    with pytest.raises(ImpossibleError):
        exchange.check_import(by=by, batch=late)


@pytest.mark.django_db
def test_what_was_checked_anew_is_not_imported_as_previewed_before():
    """The person saw one preview; another check has replaced it since with other changes."""
    county = factories.make_county()
    by = officer(county)
    batch = checked(by, sheet([member()]))
    seen = ImportBatch.objects.get(pk=batch.pk)
    ImportBatch.objects.filter(pk=batch.pk).update(counts={**batch.counts, "digest": "another"})
    with pytest.raises(exchange.ChangedSincePreviewError):
        exchange.apply_import(by=by, batch=seen)
    assert not PartyMembership.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_checking_and_importing_on_two_connections_leaves_it_imported():
    county = factories.make_county()
    by = officer(county)
    batch = checked(by, sheet([member(姓名=f"王小{name}") for name in "甲乙丙丁"]))
    other, outcome = ImportBatch.objects.get(pk=batch.pk), []
    begun, imported = threading.Event(), threading.Event()

    def wait(*_progress):
        begun.set()
        imported.wait(timeout=20)

    def check():
        try:
            exchange.check_import(by=by, batch=other, progress=wait)
        except ImpossibleError as error:
            outcome.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=check)
    thread.start()
    assert begun.wait(timeout=20)
    exchange.apply_import(by=by, batch=batch)
    imported.set()
    thread.join(timeout=30)
    batch.refresh_from_db()
    assert (batch.state, PartyMembership.objects.count(), len(outcome)) == (State.APPLIED, 4, 1)


@pytest.mark.django_db
def test_a_check_leaves_one_file_of_what_is_to_be_written():
    by = officer(factories.make_county())
    batch = received(by, sheet([member()]))
    for _again in range(3):
        exchange.check_import(by=by, batch=batch)
    assert len(list(exchange.folder_of(batch).glob("prepared*"))) == 1
    assert exchange.apply_import(by=by, batch=batch).state == State.APPLIED


@pytest.mark.django_db
def test_files_go_after_their_term_and_the_batch_can_still_be_undone(
    settings, enter, django_capture_on_commit_callbacks
):
    by = officer(factories.make_county())
    old, new = checked(by, sheet([member()])), checked(by, sheet([member(姓名="李四")]))
    exchange.apply_import(by=by, batch=old)
    received_at = timezone.now() - timedelta(days=settings.IMPORT_DAYS + 1)
    ImportBatch.objects.filter(pk=old.pk).update(created_at=received_at)
    with django_capture_on_commit_callbacks(execute=True):
        assert delete_old_files() == 1
    assert not exchange.folder_of(old).exists()
    assert exchange.folder_of(new).exists()
    assert delete_old_files() == 0
    assert enter(by).get(f"/organisations/exchange/batches/{old.pk}/").status_code == 200
    shutil.rmtree(exchange.folder_of(new))
    with pytest.raises(ImpossibleError):
        exchange.apply_import(by=by, batch=new)
    exchange.undo_import(by=by, batch=old, why="试撤销")
    assert not PartyMembership.objects.exists()
