"""The form of appointment and removal (任免审批表) as .docx, filled from the file; the words on paper are Chinese."""

from datetime import date
from io import BytesIO

from django.utils.translation import override
from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from jiceng.cadres.enums import Mode
from jiceng.cadres.models import CadreFile
from jiceng.cadres.queries.people import age_on
from jiceng.organisations.models import PartyMembership, Term
from jiceng.people.enums import Education

FONT, TITLE_FONT = "FangSong", "SimHei"
COLUMNS = 6


def form_of(file: CadreFile, on: date, *, with_disciplines: bool = False) -> bytes:
    """Both pages of the form, as the file stands on the day; disciplinary measures only for whoever may see them."""
    with override("zh-hans"):
        document = Document()
        section = document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        _write(document.add_paragraph(), "干部任免审批表", 18, TITLE_FONT, WD_ALIGN_PARAGRAPH.CENTER)
        table = document.add_table(rows=0, cols=COLUMNS, style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for pairs in _short(file, on):
            _row(table, pairs)
        for label, text in _long(file, on, with_disciplines):
            _row(table, [(label, text)])
        out = BytesIO()
        document.save(out)
        return out.getvalue()


def _short(file: CadreFile, on: date) -> list[list[tuple[str, str]]]:
    """Rows of three pairs."""
    person, born = file.person, file.person.born_on
    party = PartyMembership.objects.on(on).filter(person=person).first()
    birth = "" if born is None else f"{born:%Y.%m}（{age_on(born, on)}岁）"
    return [
        [("姓名", person.name), ("性别", person.get_sex_display()), ("出生年月", birth)],
        [("籍贯", file.native_place), ("出生地", file.birthplace), ("健康状况", file.health)],
        [
            ("入党时间", f"{party.joined_on:%Y.%m}" if party else ""),
            ("参加工作时间", f"{file.work_began_on:%Y.%m}" if file.work_began_on else ""),
            ("专业技术职务", file.technical_title),
        ],
        [
            ("熟悉专业有何专长", file.strengths),
            ("全日制教育", _school(file, Mode.FULL_TIME, on)),
            ("在职教育", _school(file, Mode.IN_SERVICE, on)),
        ],
    ]


def _school(file: CadreFile, mode: str, on: date) -> str:
    best = file.schoolings.filter(mode=mode, finished_on__lte=on).order_by("level", "-finished_on").first()
    if best is None:
        return ""
    return "　".join(filter(None, (str(Education(best.level).label), best.degree, best.school, best.major)))


def _long(file: CadreFile, on: date, with_disciplines: bool) -> list[tuple[str, str]]:
    terms = Term.objects.filter(person=file.person_id, valid_from__lte=on).select_related(
        "post__organisation"
    )
    past = list(terms.order_by("valid_from", "pk"))
    now = [one for one in past if one.valid_to is None or one.valid_to > on]
    history = [
        f"{one.valid_from:%Y.%m}—{one.valid_to.strftime('%Y.%m') if one.valid_to else ''}　{one.post}"
        for one in past
    ]
    return [
        ("现任职务", "、".join(str(one.post) for one in now)),
        ("拟任职务", ""),
        ("拟免职务", ""),
        ("简历", "\n".join(history)),
        ("奖惩情况", "\n".join(_merits(file, on, with_disciplines))),
        (
            "年度考核结果",
            "、".join(
                f"{one.year}年{one.get_grade_display()}" for one in file.results.filter(year__lte=on.year)
            ),
        ),
        ("任免理由", ""),
        (
            "家庭主要成员及重要社会关系",
            "\n".join(
                "　".join(filter(None, (one.get_relation_display(), one.name, one.party, one.work)))
                for one in file.kin.all()
            ),
        ),
        ("呈报单位", f"\n\n　　　　　　　　　　　　　　　　{on.year}年{on.month}月{on.day}日"),
        ("审批机关意见", "\n\n　　　　　　　　　　　　　　　　　年　　月　　日"),
    ]


def _merits(file: CadreFile, on: date, with_disciplines: bool) -> list[str]:
    """Honours and, where they are shown, disciplinary measures, by day; the grounds of these stay sealed."""
    found = [(one.on, one.title) for one in file.honours.filter(on__lte=on)]
    if with_disciplines:
        given = file.disciplines.filter(on__lte=on)
        found += [(one.on, f"受{one.get_measure_display()}处分（{one.decided_by}）") for one in given]
    return [f"{day:%Y.%m}　{words}" for day, words in sorted(found)]


def _row(table, pairs: list[tuple[str, str]]) -> None:
    """A row of label and text; one pair alone takes the whole width."""
    cells = table.add_row().cells
    if len(pairs) == 1:
        cells[1].merge(cells[COLUMNS - 1])
    for place, (label, text) in enumerate(pairs):
        _write(cells[place * 2].paragraphs[0], label, 11, FONT, WD_ALIGN_PARAGRAPH.CENTER)
        _write(cells[place * 2 + 1].paragraphs[0], text, 11, FONT)


def _write(paragraph, text: str, size: int, font: str, align=None) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.name = Pt(size), font
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
    if align is not None:
        paragraph.alignment = align
