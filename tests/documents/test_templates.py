"""Standard texts: fields filled, lists repeated, what a template may not hold, the county's own and back."""

import re
import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from docx import Document as Word

from jiceng.documents import commands
from jiceng.documents.commands import ImpossibleError
from jiceng.documents.filling import faults_of, filled, sample
from jiceng.documents.models import StandardTemplate
from jiceng.documents.queries.templates import content_of
from jiceng.documents.standards import shipped, standard, standards
from jiceng.kernel.access import Refused
from tests.documents.place import Place

FIELDS = {"会议名称": (), "日期": (), "名单": ("姓名", "职务")}


def word(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = (), foot: str = "") -> bytes:
    made, out = Word(), BytesIO()
    for text in paragraphs:
        made.add_paragraph(text)
    if rows:
        table = made.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    if foot:
        made.sections[0].footer.is_linked_to_previous = False
        made.sections[0].footer.paragraphs[0].text = foot
    made.save(out)
    return out.getvalue()


def with_part(content: bytes, name: str, change) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            new.writestr(part, change(data.decode()).encode() if part == name else data)
    return out.getvalue()


def texts(content: bytes) -> list[str]:
    made = Word(BytesIO(content))
    cells = [" ".join(cell.text for cell in row.cells) for table in made.tables for row in table.rows]
    return [one.text for one in made.paragraphs] + cells


def test_fields_are_filled_across_runs_and_lists_repeat():
    made, out = Word(), BytesIO()
    split = made.add_paragraph()
    for piece in ("关于{{会议", "名", "称}}的", "通知{{ 日期 }}"):
        split.add_run(piece)
    split.runs[0].bold = True
    made.add_paragraph("{{名单.姓名}}：{{名单.职务}}")
    table = made.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "{{名单.姓名}}", "{{会议名称}}"
    made.save(out)
    values = {
        "会议名称": "联席会<w:t>{{日期}}",
        "日期": "2026年11月3日",
        "名单": [{"姓名": "王建国", "职务": "书记"}, {"姓名": "李秀英", "职务": "委员"}],
    }
    result = filled(out.getvalue(), values)
    found = texts(result)
    assert found[0].startswith("关于联席会<w:t>{{日期}}的通知")
    assert found[1:3] == ["王建国：书记", "李秀英：委员"]
    assert [one.split()[0] for one in found[3:]] == ["王建国", "李秀英"]
    assert Word(BytesIO(result)).paragraphs[0].runs[0].bold
    assert texts(filled(word("{{名单.姓名}}", "尾"), {"名单": []})) == ["尾"]


@pytest.mark.parametrize(
    ("content", "sentences"),
    [
        (word("一", "{{会议名}}"), ["第2段：没有字段“会议名”，是不是“会议名称”？"]),
        (word(rows=(("姓名", "x"), ("{{名单.年龄}}", "y"))), ["表格1第2行：没有字段“名单.年龄”"]),
        (word("好", foot="{{页}}"), ["页脚第1段：没有字段“页”"]),
        (word("{{日期}"), ["第1段：花括号不成对"]),
        (word("{% for x in y %}"), ["花括号不成对"]),
        (word("{{日期.__class__}}"), ["没有字段“日期.__class__”"]),
        (b"no", ["不是能打开的"]),
    ],
)
def test_faults_name_the_place(content, sentences):
    found = faults_of(content, FIELDS)
    assert len(found) == len(sentences)
    assert all(sentence in fault for sentence, fault in zip(sentences, found, strict=True))


LINK = '<Relationship Id="x" Type="y" Target="https://example.org" TargetMode="External"/></Relationships>'
DOCUMENT = "word/document.xml"


@pytest.mark.parametrize(
    ("part", "change", "sentence"),
    [
        ("word/_rels/document.xml.rels", lambda x: x.replace("</Relationships>", LINK), "链接到外部"),
        (DOCUMENT, lambda x: x.replace("<w:sectPr", '<w:altChunk r:id="x"/><w:sectPr', 1), "嵌入了"),
        (
            DOCUMENT,
            lambda x: x.replace("?>", '?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>', 1),
            "嵌入了",
        ),
        (
            DOCUMENT,
            lambda x: x.replace(
                "<w:sectPr", "<w:p><w:r><w:instrText>DDEAUTO c</w:instrText></w:r></w:p><w:sectPr"
            ),
            "DDEAUTO",
        ),
        (
            "word/settings.xml",
            lambda x: x.replace("</w:settings>", '<w:attachedTemplate r:id="x"/></w:settings>'),
            "嵌入了",
        ),
    ],
)
def test_what_calls_out_or_brings_in_is_refused(part, change, sentence):
    (fault, *_more) = faults_of(with_part(word("{{日期}}"), part, change), FIELDS)
    assert sentence in fault


def test_every_shipped_text_is_sound_and_fills():
    assert {"appointment", "contact_points", "meeting_minutes", "meeting_notice", "rezoning_reply"} <= {
        one.key for one in standards()
    }
    for one in standards():
        content = shipped(one.key)
        assert faults_of(content, one.fields) == []
        assert not any("{{" in text for text in texts(filled(content, sample(one.fields))))


@pytest.mark.django_db
def test_the_county_replaces_one_and_goes_back():
    place = Place()
    one = standard("appointment")
    upload = SimpleUploadedFile("任职.docx", word("任命{{姓名}}为{{职务}}"))
    with pytest.raises(Refused):
        commands.replace_standard(by=place.town_officer, standard=one, upload=upload)
    row = commands.replace_standard(by=place.clerk, standard=one, upload=upload)
    assert texts(content_of("appointment")) == ["任命{{姓名}}为{{职务}}"]
    with pytest.raises(ImpossibleError, match="没有字段“名字”"):
        commands.replace_standard(
            by=place.clerk, standard=one, upload=SimpleUploadedFile("b.docx", word("{{名字}}"))
        )
    with pytest.raises(ImpossibleError, match="请上传 .docx"):
        commands.replace_standard(by=place.clerk, standard=one, upload=SimpleUploadedFile("b.txt", b"x"))
    secret = SimpleUploadedFile("c.docx", word("机密★1年"))
    with pytest.raises(ValidationError, match="不得进入本系统"):
        commands.replace_standard(by=place.clerk, standard=one, upload=secret)
    second = commands.replace_standard(
        by=place.clerk, standard=one, upload=SimpleUploadedFile("d.docx", word("{{姓名}}"))
    )
    commands.use_standard(by=place.clerk, standard=one, number=row.number)
    assert StandardTemplate.objects.get(in_use=True) == row
    commands.use_standard(by=place.clerk, standard=one, number=0)
    assert content_of("appointment") == shipped("appointment")
    with pytest.raises(ImpossibleError, match="正在使用"):
        commands.use_standard(by=place.clerk, standard=one, number=0)
    with pytest.raises(ImpossibleError, match="没有这个版本"):
        commands.use_standard(by=place.clerk, standard=one, number=9)
    StandardTemplate.objects.filter(pk=row.pk).update(in_use=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        StandardTemplate.objects.filter(pk=second.pk).update(in_use=True)


def deep() -> bytes:
    """Fields in a table within a table, in the heads and feet of first and even pages, in a content control."""
    made, out = Word(), BytesIO()
    outer = made.add_table(rows=1, cols=1)
    inner = outer.cell(0, 0).add_table(rows=2, cols=2)
    for cell, text in zip(inner.rows[0].cells, ("姓名", "{{日期}}"), strict=True):
        cell.text = text
    for cell, text in zip(inner.rows[1].cells, ("{{名单.姓名}}", "{{名单.职务}}"), strict=True):
        cell.text = text
    section = made.sections[0]
    section.different_first_page_header_footer = True
    for part in (section.first_page_header, section.even_page_footer):
        part.is_linked_to_previous = False
        part.paragraphs[0].text = "{{会议名称}}"
    made.save(out)
    control = "<w:sdt><w:sdtContent><w:p><w:r><w:t>关于{{会议名称}}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    return with_part(
        out.getvalue(), "word/document.xml", lambda one: one.replace("<w:sectPr", control + "<w:sectPr")
    )


def all_words(content: bytes) -> str:
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = [package.read(one).decode() for one in package.namelist() if one.startswith("word/")]
    return " ".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", " ".join(parts)))


def test_fields_are_found_and_filled_however_deep():
    assert faults_of(deep(), FIELDS) == []
    people = [{"姓名": "李一", "职务": "主任"}, {"姓名": "{{日期}}", "职务": "委员"}]
    found = all_words(filled(deep(), {"会议名称": "联席会", "日期": "今天", "名单": people}))
    assert found.count("联席会") == 3
    assert "姓名 今天 李一 主任 {{日期}} 委员" in found
    assert "李一" not in all_words(filled(deep(), {"会议名称": "联席会", "日期": "今天", "名单": []}))


@pytest.mark.parametrize("wrong", ["{{名字}}", "{{会议名称"])
def test_what_is_wrong_deep_inside_is_named_with_its_place(wrong):
    for right, where in (("{{名单.职务}}", "表格2第2行"), ("{{会议名称}}", "首页页眉第1段")):
        for name in ("word/document.xml", "word/header1.xml", "word/header2.xml"):
            try:
                spoiled = with_part(deep(), name, lambda one, right=right: one.replace(right, wrong))
            except KeyError:
                continue
            faults = faults_of(spoiled, FIELDS)
            if spoiled != deep() and any(where in one for one in faults):
                break
        else:
            pytest.fail(f"{where} not named")


def test_two_lists_in_one_row_are_refused():
    fields = FIELDS | {"单位": ("名称",)}
    told = faults_of(word("x", rows=(("{{名单.姓名}}", "{{单位.名称}}"),)), fields)
    assert told == ["表格1第1行：同一段或同一行里用了两份名单的字段。"]


def test_fields_that_nobody_fills_are_refused():
    with zipfile.ZipFile(BytesIO(word("x"))) as old:
        parts = {one: old.read(one) for one in old.namelist()}
    parts["word/footnotes.xml"] = "<w:t>{{会议</w:t><w:t>名称}}</w:t>".encode()
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    assert "脚注" in faults_of(out.getvalue(), FIELDS)[0]
