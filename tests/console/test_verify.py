"""`jiceng verify` proves the record or names the first broken link, in words and for machines."""

import json

WRITE = """
import uuid
from django.db import transaction
from jiceng.kernel.models import Submission
from jiceng.kernel.record import record
for number in range(5):
    with transaction.atomic():
        record(by=None, verb="submit", target=Submission.objects.create(key=uuid.uuid4(), view="test"))
"""
TAMPER = """
from django.db import connection
from jiceng.kernel import append_only
from jiceng.kernel.models import Entry
append_only.lift(connection)
Entry.objects.filter(sequence=3).update(by_name="别人")
"""


def test_a_whole_record(site):
    site.script(WRITE)
    said = site.answer("verify")
    assert (said["ok"], said["entries"], said["fault"]) == (True, 5, None)
    assert site.answer("verify", "--known", f"5:{said['head']}")["ok"]
    spoken = site.jiceng("verify")
    assert spoken.returncode == 0
    assert "5 条" in spoken.stdout


def test_a_broken_record(site):
    site.script(WRITE + TAMPER)
    spoken = site.jiceng("verify")
    assert spoken.returncode == 1
    assert "第 3 条" in spoken.stderr
    said = json.loads(site.jiceng("verify", "--json").stdout)
    assert (said["ok"], said["entries"], said["fault"], said["sequence"]) == (False, 2, "columns", 3)


def test_a_link_kept_elsewhere_that_differs(site):
    site.script(WRITE)
    assert site.jiceng("verify", "--known", "2:" + "0" * 64).returncode == 1
    assert site.jiceng("verify", "--known", "9:" + "0" * 64).returncode == 1
    assert site.jiceng("verify", "--known", "nonsense").returncode == 2
