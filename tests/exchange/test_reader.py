"""Hostile and broken files: refused in a sentence, or read within limits; never anything else."""

import io
import random
import struct
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from jiceng.kernel.xlsx.package import Limits
from jiceng.kernel.xlsx.reader import Block, Refusal, events
from tests import factories
from tests.exchange.files import checked, member, sheet

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def kept(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "table.xlsx"
    path.write_bytes(data)
    return path


def read(path: Path, **limits) -> list[list]:
    found = events(path, Limits(**limits))
    return [row for event in found if isinstance(event, Block) for row in event.rows]


def repacked(data: bytes, **parts: str | bytes) -> bytes:
    """The same package with the content of some parts replaced, or parts added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.pop(name, None) or old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def with_sheet(xml: str) -> bytes:
    return repacked(sheet([member()]), **{"xl/worksheets/sheet1.xml": DECLARATION + xml})


def refusal(path: Path, **limits) -> Refusal:
    with pytest.raises(Refusal) as refused:
        read(path, **limits)
    assert str(refused.value)[-1] == "。"
    assert "%(" not in str(refused.value)
    return refused.value


def test_a_good_file_is_read(tmp_path):
    rows = read(kept(tmp_path, sheet([member(), {"姓名": "=1+1"}])))
    assert rows[1][0] == "王小明"
    assert rows[2][0] == "=1+1"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not_xlsx"),
        (b"hello", "not_xlsx"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "encrypted_or_old"),
        (b"PK\x03\x04" + b"x" * 600, "damaged"),
    ],
)
def test_other_files_are_refused(tmp_path, data, reason):
    assert refusal(kept(tmp_path, data)).reason == reason


def test_a_bomb_is_refused_before_it_is_inflated(tmp_path):
    rows = '<row><c t="inlineStr"><is><t>x</t></is></c></row>' * 2_000_000
    bomb = with_sheet(f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>")
    assert len(bomb) < 1_000_000
    assert refusal(kept(tmp_path, bomb)).reason == "bomb"


def test_a_part_that_lies_about_its_size_is_refused(tmp_path):
    data = bytearray(sheet([member()]))
    place = data.rfind(b"PK\x01\x02", 0, data.rfind(b"xl/worksheets/sheet1.xml"))
    declared = struct.unpack_from("<I", data, place + 24)[0]
    struct.pack_into("<I", data, place + 24, declared - 10)
    assert refusal(kept(tmp_path, bytes(data))).reason in {"bomb", "damaged"}


def test_parts_that_lie_over_each_other_are_refused(tmp_path):
    """Many entries of the directory that all point at one part."""
    data = sheet([member()])
    end = data.rfind(b"PK\x05\x06")
    count, _all, size, start = struct.unpack_from("<HHII", data, end + 8)
    directory = data[start : start + size]
    first = directory[: 46 + sum(struct.unpack_from("<HHH", directory, 28))]
    length = struct.unpack_from("<H", first, 28)[0]
    copies = b"".join(
        first[:46] + f"{number:0{length}d}".encode() + first[46 + length :] for number in range(100)
    )
    tail = struct.pack(
        "<4sHHHHIIH", b"PK\x05\x06", 0, 0, count + 100, count + 100, size + len(copies), start, 0
    )
    assert refusal(kept(tmp_path, data[:start] + directory + copies + tail)).reason in {"bomb", "damaged"}


def test_a_false_dimension_costs_nothing(tmp_path):
    body = '<sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData>'
    path = kept(tmp_path, with_sheet(f'<worksheet {MAIN}><dimension ref="A1:XFD1048576"/>{body}</worksheet>'))
    assert read(path) == [[7.0]]


def test_a_cell_in_the_last_corner_is_refused(tmp_path):
    body = (
        '<sheetData><row r="1"><c r="A1"><v>7</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>7</v></c></row></sheetData>'
    )
    path = kept(tmp_path, with_sheet(f"<worksheet {MAIN}>{body}</worksheet>"))
    assert refusal(path).reason in {"too_much", "too_many_columns"}


def test_reading_stops_after_a_hundred_empty_rows(tmp_path):
    body = (
        '<sheetData><row r="1"><c r="A1"><v>7</v></c></row>'
        '<row r="900000"><c r="A900000"><v>8</v></c></row></sheetData>'
    )
    rows = read(kept(tmp_path, with_sheet(f"<worksheet {MAIN}>{body}</worksheet>")))
    assert len(rows) == 100
    assert rows[0] == [7.0]


def test_entities_are_not_expanded(tmp_path):
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    for entity in (f'<!ENTITY e0 "ha">{entities}', '<!ENTITY e8 SYSTEM "file:///etc/passwd">'):
        xml = (
            f"<!DOCTYPE worksheet [{entity}]><worksheet {MAIN}><sheetData><row r='1'>"
            "<c r='A1' t='inlineStr'><is><t>&e8;</t></is></c></row></sheetData></worksheet>"
        )
        path = kept(tmp_path, with_sheet(xml))
        assert refusal(path).reason == "damaged"


def test_limits_on_cells_columns_rows_parts_and_macros(tmp_path):
    path = kept(tmp_path, sheet([member(姓名="王" * 32_000), member()]))
    assert refusal(path, cell=31_999).reason == "long_cell"
    assert refusal(path, columns=3).reason == "too_many_columns"
    assert refusal(path, rows=2).reason == "too_many_rows"
    assert refusal(path, parts=3).reason == "too_many_parts"
    assert refusal(path, file_size=100).reason == "too_large"
    macros = repacked(path.read_bytes(), **{"xl/vbaProject.bin": b"x"})
    assert refusal(kept(tmp_path, macros)).reason == "macros"


def test_hidden_sheets_are_left_alone(tmp_path):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet("a").write(0, 0, "seen")
        hidden = book.add_worksheet("b")
        hidden.write(0, 0, "unseen")
        hidden.hide()
    assert read(kept(tmp_path, out.getvalue())) == [["seen"]]


def mutated(data: bytes, chance: random.Random) -> bytes:
    """One of several kinds of damage, by chance."""
    out = bytearray(data)
    kind = chance.randrange(5)
    if kind == 0:
        for _flip in range(chance.randint(1, 20)):
            out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    elif kind == 1:
        del out[chance.randrange(len(out)) :]
    elif kind == 2:
        at = chance.randrange(len(out))
        out[at:at] = chance.randbytes(chance.randint(1, 200))
    elif kind == 3:
        start = data.find(b"PK\x01\x02")
        for _flip in range(chance.randint(1, 6)):
            out[chance.randrange(start, len(out))] = chance.randrange(256)
    else:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            name = chance.choice(package.namelist())
            part = bytearray(package.read(name))
        for _flip in range(chance.randint(1, 10)):
            part[chance.randrange(len(part))] = chance.randrange(256)
        return repacked(data, **{name: bytes(part)})
    return bytes(out)


@pytest.mark.django_db
@pytest.mark.parametrize("lot", range(8))
def test_two_hundred_damaged_files_end_in_a_sentence_or_a_preview(tmp_path, lot):
    factories.make_county()
    good = sheet([member(姓名=f"王{number}") for number in range(30)])
    for seed in range(lot * 25, lot * 25 + 25):
        batch = checked(None, mutated(good, random.Random(seed)))
        if batch.state == "faulty":
            assert all(fault["expected"] for fault in batch.faults)
        else:
            assert batch.counts["rows"] <= 30
