"""Imported files bear personal data: after their term they go. The batch, its counts and its undo stay."""

import shutil
from datetime import timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jiceng.kernel.record import record
from jiceng.organisations.models import ImportBatch


@transaction.atomic
def delete_old_files() -> int:
    """Delete the folders of batches received more than IMPORT_DAYS ago; how many went. Again deletes nothing."""
    before = timezone.now() - timedelta(days=settings.IMPORT_DAYS)
    folders = {
        batch: Path(settings.MEDIA_ROOT, batch.path).parent
        for batch in ImportBatch.objects.filter(created_at__lt=before)
    }
    there = {batch: folder for batch, folder in folders.items() if folder.is_dir()}
    for batch in there:
        record(by=None, verb="organisations.delete_import_files", target=batch)
    for folder in there.values():
        transaction.on_commit(partial(shutil.rmtree, folder, ignore_errors=True))
    return len(there)
