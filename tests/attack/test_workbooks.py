"""Every .xlsx that leaves the house, with cells that would like to be formulas: text they stay."""

import io
import json
import re
import uuid
import zipfile

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from jiceng.kernel.record import record
from jiceng.kernel.tables import Table
from jiceng.organisations.models import Organisation, OrganisationName
from jiceng.people.models import Person
from jiceng.rezoning import frozen
from jiceng.rezoning.models import BaseUnit, Plan
from tests.access import matrix, objects
from tests.access.world import build
from tests.exchange.files import applied, checked, member, officer, sheet

pytestmark = pytest.mark.django_db
objects.load()
FORMULAS = (
    '=HYPERLINK("http://evil.example","x")',
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1",
    "=cmd|' /C calc'!A0",
)
ROLES = ("OrganisationDepartment", "Auditor", "TownSecretary", "StreetSecretary", "CommunityDirector")


def faults_in(data: bytes) -> list[str]:
    """What in a workbook would calculate, link or fetch."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for name in book.namelist():
            if "externalLink" in name or name.endswith(".bin"):
                found.append(name)
            text = book.read(name).decode("utf-8", "replace")
            if name.startswith("xl/worksheets/"):
                found += re.findall(r"<f[ >][^<]*|<hyperlink[^>]*|<c[^>]*t=\"str\"[^>]*>", text)
            if "TargetMode" in text:
                found.append(f"{name} points outside")
    return found


def poisoned(world) -> None:
    frozen.lift(connection)
    for place, model in enumerate((Organisation, OrganisationName, Person, BaseUnit, Plan)):
        field = "title" if model is Plan else "name"
        for number, row in enumerate(model.objects.order_by("pk")):
            words = FORMULAS[(place + number) % len(FORMULAS)]
            model.objects.filter(pk=row.pk).update(**{field: f"{words}{row.pk}"})
    frozen.guard(connection)
    for account in filter(None, world.accounts.values()):
        with transaction.atomic():
            record(by=account, verb="log_in", target=account, why=FORMULAS[0], after={"name": FORMULAS[0]})


def files_of(client, world, role):
    """Every workbook that the role can take away: by GET, by POST, and each table as a file."""
    for address in matrix.addresses():
        rows = matrix.rows()
        kwargs = {}
        if address.arguments:
            kwargs = objects.arguments(address.name, set(address.arguments), world, role, "own")
        url = reverse(address.name, kwargs=kwargs)
        if rows.get((address.name, "GET"), {}).get(role, "").startswith("+"):
            yield address.name, client.get(url, {"export": "xlsx"})
        if address.name.startswith(("export_", "record_export")):
            form = {"in_full": "on", "why": "核对名册", "submission_key": str(uuid.uuid4())}
            yield address.name, client.post(url, form)


@pytest.mark.walk
@pytest.mark.timeout(600)
def test_no_cell_of_any_workbook_is_a_formula():
    world, taken, wrong = build(), set(), []
    for role in ROLES:
        for address in matrix.addresses():
            if address.arguments:
                objects.arguments(address.name, set(address.arguments), world, role, "own")
    poisoned(world)
    for role in ROLES:
        client = Client(raise_request_exception=False)
        client.force_login(world.accounts[role], backend="django.contrib.auth.backends.ModelBackend")
        for name, answer in files_of(client, world, role):
            if "spreadsheet" in answer.headers.get("Content-Type", ""):
                taken.add(name)
                data = b"".join(answer.streaming_content) if answer.streaming else answer.content
                wrong += [(name, fault) for fault in faults_in(data)]
            for close in answer._resource_closers:  # not answer.close(): it would end the test's connection
                close()
    assert not wrong
    exporting = [one for one in Table.__subclasses__() if one.export]
    assert {"my_data", "export_members", "export_organisations", "record_export"} <= taken
    assert len(taken) >= 6 + bool(exporting), taken


def test_text_that_looks_like_a_formula_goes_round_unchanged():
    from tests import factories

    by = officer(factories.make_county())
    batch = applied(by, sheet([member(姓名="=1+1")]))
    assert batch.counts["new"] == 1
    assert Person.objects.filter(name="=1+1").exists()


def test_the_faults_given_back_are_no_formulas_either():
    from jiceng.kernel.xlsx.marked import written
    from jiceng.organisations.commands import exchange
    from tests import factories

    by = officer(factories.make_county())
    batch = checked(by, sheet([member(姓名=FORMULAS[0], 党支部="=1+1", 入党日期="@x")]))
    assert batch.state == "faulty"
    kept = json.loads(exchange.faults_of(batch).read_text(encoding="utf-8"))
    assert faults_in(written(kept)) == []
