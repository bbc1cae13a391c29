"""Files of units and barriers that nobody means well with: a sentence, never a broken server, never without bounds."""

import io
import json
import logging
import resource
import time
import uuid
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jiceng.rezoning.models import Intake
from tests.access.world import build
from tests.exchange.files import sheet
from tests.rezoning.town import project

SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
HEADINGS = ["编号", "名称", "户数"]


def unit(geometry=SQUARE, **properties) -> dict:
    facts = {"id": "1", "name": "甲", "households": 100, **properties}
    return {"type": "Feature", "properties": facts, "geometry": geometry}


def collection(*features) -> dict:
    return {"type": "FeatureCollection", "features": list(features)}


def polygon(*points) -> dict:
    return {"type": "Polygon", "coordinates": [list(points)]}


CONTENTS = {
    "empty": b"",
    "not json": b"<html><script>alert(1)</script>",
    "utf-16": "{}".encode("utf-16"),
    "a list": b"[]",
    "nested": b'{"features":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "endless number": b'{"features": [], "x": ' + b"9" * 10_000 + b"}",
    "nan": json.dumps(collection(unit(households=float("nan")))).encode(),
    "infinite": b'{"features": [{"properties": {"id": 1, "name": "a", "households": 1e999}, "geometry": null}]}',
    "null character": json.dumps(collection(unit(id="a\0b", name="\0", street="\0"))).encode(),
    "half a character": b'{"features": [{"properties": {"id": "\\ud800", "name": "\\udfff", "households": 1}, '
    b'"geometry": {"type": "\\ud800"}}]}',
    "properties are a list": json.dumps(collection({"properties": [1], "geometry": SQUARE})).encode(),
    "geometry is text": json.dumps(collection(unit("POLYGON"))).encode(),
    "geometry is a number": json.dumps(collection(unit(7))).encode(),
    "coordinates are objects": json.dumps(
        collection(unit({"type": "Polygon", "coordinates": {"a": 1}}))
    ).encode(),
    "coordinates are text": json.dumps(
        collection(unit(polygon(["a", "b"], ["c", "d"], ["a", "b"])))
    ).encode(),
    "coordinates without end": json.dumps(
        collection(unit(polygon([1e308, 1e308], [-1e308, 1e308], [0, -1e308], [1e308, 1e308])))
    ).encode(),
    "one point": json.dumps(collection(unit(polygon([0, 0])))).encode(),
    "points are null": json.dumps(
        collection(unit(polygon([None, None], [0, 1], [1, 1], [None, None])))
    ).encode(),
    "nul in geometry": json.dumps(collection(unit({**SQUARE, "a\0b": "\0"}))).encode(),
    "key is an object": json.dumps(collection(unit(id={"a": [1]}, name=["x"]), unit(id=None))).encode(),
    "long name": json.dumps(collection(unit(name="名" * 100_000, id="k" * 100_000))).encode(),
    "graph with wrong edges": json.dumps(
        {"units": [{"id": "1", "name": "a", "households": 1}, 7], "edges": [["1", {}], ["1", "2", "x", 5]]}
    ).encode(),
    "graph with objects": json.dumps(
        {"units": [{"id": {}, "name": {}, "households": {}}], "edges": {"a": 1}}
    ).encode(),
    "numbers": json.dumps(collection(unit(households=-(2**70)), unit(id="2", households="1e400"))).encode(),
}


def workbook(**parts: str) -> bytes:
    """A good .xlsx with these parts added or replaced."""
    good = sheet([{"编号": "1", "名称": "甲", "户数": 100}], HEADINGS)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, text in parts.items():
            new.writestr(name, text)
    return out.getvalue()


MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>编号</t></is></c></row>'
CORNER = (
    f"<worksheet {MAIN}><sheetData>{ROW}"
    '<row r="1048576"><c r="XFD1048576"><v>7</v></c></row></sheetData></worksheet>'
)
BOMB = '<row><c t="inlineStr"><is><t>x</t></is></c></row>' * 2_000_000
ENTITY = '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
BOOKS = {
    "the last corner": workbook(**{"xl/worksheets/sheet1.xml": CORNER}),
    "a bomb": workbook(
        **{"xl/worksheets/sheet1.xml": f"<worksheet {MAIN}><sheetData>{BOMB}</sheetData></worksheet>"}
    ),
    "macros": workbook(**{"xl/vbaProject.bin": "macro"}),
    "entities": workbook(
        **{
            "xl/worksheets/sheet1.xml": f"{ENTITY}<worksheet {MAIN}><sheetData>{ROW}&e;</sheetData></worksheet>"
        }
    ),
    "no zip": b"PK\x03\x04" + b"x" * 500,
    "old": b"\xd0\xcf\x11\xe0" + b"x" * 500,
}


@pytest.fixture
def desk(db, caplog):
    """The client of the town, and the project that it fills."""
    caplog.set_level(logging.CRITICAL, logger="django.request")
    world = build()
    account = world.accounts["TownSecretary"]
    client = Client(raise_request_exception=False)
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client, project(world.place("TownSecretary", "own").above, k=1).pk


def sent(client, pk, name: str, units: bytes, barriers: bytes | None = None):
    files = {"units": SimpleUploadedFile(name, units)}
    if barriers is not None:
        files["barriers"] = SimpleUploadedFile("b.geojson", barriers)
    form = {"submission_key": str(uuid.uuid4()), **files}
    return client.post(reverse("rezoning_upload", args=[pk]), form)


def looked_through(client) -> None:
    """Every page of what came in opens, and loading it answers."""
    intake = Intake.objects.order_by("pk").last()
    assert client.get(reverse("rezoning_intake", args=[intake.pk])).status_code == 200
    decisions = {f"repair.{row}.{what}": "repair" for row in range(3) for what in ("key", "name", "geometry")}
    form = {"submission_key": str(uuid.uuid4()), **decisions}
    assert client.post(reverse("rezoning_intake", args=[intake.pk]), form).status_code == 302
    assert client.get(reverse("rezoning_intake", args=[intake.pk])).status_code == 200
    key = {"submission_key": str(uuid.uuid4())}
    loaded = client.post(reverse("rezoning_intake_load", args=[intake.pk]), key, follow=True)
    assert loaded.status_code == 200


@pytest.mark.parametrize("case", CONTENTS)
def test_hostile_units_end_in_a_sentence(desk, case):
    client, pk = desk
    answer = sent(client, pk, "u.geojson", CONTENTS[case])
    assert answer.status_code in {302, 422}
    if answer.status_code == 302:
        looked_through(client)
    else:
        assert "notice" in answer.content.decode() or "error" in answer.content.decode()


@pytest.mark.parametrize("case", CONTENTS)
def test_hostile_barriers_end_in_a_sentence(desk, case):
    client, pk = desk
    good = json.dumps(collection(unit(), unit(id="2", name="乙"))).encode()
    content = CONTENTS[case].replace(b'"Polygon"', b'"LineString"').replace(b'"name"', b'"kind"')
    answer = sent(client, pk, "u.geojson", good, content)
    assert answer.status_code in {302, 422}
    if answer.status_code == 302:
        looked_through(client)


@pytest.mark.parametrize("case", BOOKS)
def test_hostile_tables_are_refused_within_bounds(desk, case):
    """The reader works in a process of its own: this one neither swells nor waits."""
    client, pk = desk
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    answer = sent(client, pk, "u.xlsx", BOOKS[case])
    assert answer.status_code == 422
    assert not Intake.objects.exists()
    assert "root:" not in answer.content.decode()
    assert time.monotonic() - began < 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # kB


def test_links_and_formulas_in_a_table_are_not_followed(desk):
    """What a cell shows is read; what it would fetch or run is not."""
    client, pk = desk
    link = f'<externalLink {MAIN}><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    cells = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in HEADINGS)
    row = '<c t="str"><f>WEBSERVICE("http://evil.example/")</f><v>7</v></c><c t="str"><v>甲</v></c><c><v>9</v></c>'
    body = f"<worksheet {MAIN}><sheetData><row>{cells}</row><row>{row}</row></sheetData></worksheet>"
    parts = {"xl/worksheets/sheet1.xml": body, "xl/externalLinks/externalLink1.xml": link}
    assert sent(client, pk, "u.xlsx", workbook(**parts)).status_code == 302
    assert Intake.objects.get().rows[0]["key"] == "7"


def test_a_good_table_is_read_as_before(desk):
    client, pk = desk
    rows = [
        {"编号": f"{n}", "名称": f"居民委{n}", "户数": 100 + n, "街道": date(2026, 1, 1)} for n in range(3)
    ]
    assert sent(client, pk, "u.xlsx", sheet(rows, [*HEADINGS, "街道"])).status_code == 302
    kept = Intake.objects.get().rows
    assert [(row["key"], row["name"], row["households"]) for row in kept] == [
        (f"{n}", f"居民委{n}", 100 + n) for n in range(3)
    ]
    assert (kept[0]["place"], kept[0]["street"]) == ("第2行", "2026-01-01")
    looked_through(client)
