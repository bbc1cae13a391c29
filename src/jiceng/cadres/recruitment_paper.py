"""Admission tickets and letters of result as .docx; the words on paper are Chinese."""

from collections.abc import Iterable
from io import BytesIO

from django.db.models import QuerySet
from django.utils.translation import override
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from jiceng.cadres.models import Applicant, RecruitmentPlace, RecruitmentRound
from jiceng.kernel.pages import chinese_day, today

FONT, TITLE_FONT = "FangSong", "SimHei"
MOST = 500  # sheets in one file; a place with more has several


def part_of(rows: QuerySet[Applicant], number: int) -> QuerySet[Applicant]:
    """What stands in the file of this number, counted from 1."""
    return rows[(number - 1) * MOST : number * MOST]


def tickets(round_: RecruitmentRound, rows: QuerySet[Applicant]) -> bytes:
    """One page for each."""
    days = round_.steps.get(step="written")
    with override("zh-hans"):
        return _pages(
            (
                f"{round_.title}准考证",
                (
                    f"准考证号：{one.ticket}",
                    f"姓    名：{one.name}",
                    f"身份证号：{one.masked_id_number}",
                    f"岗位代码：{one.place.code}",
                    f"考    场：{one.room}",
                    f"座    位：{one.seat}",
                    f"考试日期：{chinese_day(one.sits_on or days.opens_on)}",
                    "请带本证和身份证原件，按时到场。",
                ),
                (),
            )
            for one in rows
        )


def letters(place: RecruitmentPlace, rows: QuerySet[Applicant]) -> bytes:
    round_ = place.round
    until = {one.step: one.appeal_until for one in round_.steps.filter(published_at__isnull=False)}
    with override("zh-hans"):
        return _pages(
            ("结果通知书", _letter(round_, one, until), (round_.organisation.name, chinese_day(today())))
            for one in rows
        )


def calls(place: RecruitmentPlace, rows: QuerySet[Applicant]) -> bytes:
    """A letter to each who goes on: to which step, on which days."""
    round_ = place.round
    days = {one.step: one for one in round_.steps.all()}
    with override("zh-hans"):
        return _pages(
            ("通知书", _call(round_, one, days), (round_.organisation.name, chinese_day(today())))
            for one in rows
        )


def _call(round_: RecruitmentRound, one: Applicant, days: dict) -> tuple[str, ...]:
    step = days[one.step]
    first, last = chinese_day(step.opens_on), chinese_day(step.closes_on)
    when = first if first == last else f"{first}至{last}"
    told = f"您报考{round_.title}（岗位代码{one.place.code}），已进入{step.get_step_display()}环节，时间为{when}。"
    where = f"咨询电话：{round_.contact}" if round_.contact else ""
    return (
        f"{one.name}（报名号{one.number:05d}）：",
        told,
        "请携带身份证原件按时参加；具体安排见本人页面。",
        *filter(None, (where,)),
    )


def _letter(round_: RecruitmentRound, one: Applicant, until: dict) -> tuple[str, ...]:
    last = until.get(one.out_at)
    told = f"您参加{round_.title}，在{one.get_out_at_display()}环节未通过，理由：{one.out_why}。"
    appeal = f"如有异议，请在{chinese_day(last)}前在本人页面提出申诉。" if last else ""
    return (f"{one.name}（报名号{one.number:05d}）：", told, *filter(None, (appeal,)), "感谢您的参与。")


def _pages(sheets: Iterable[tuple[str, Iterable[str], Iterable[str]]]) -> bytes:
    document = Document()
    for number, (title, text, signed) in enumerate(sheets):
        head = document.add_paragraph()
        head.paragraph_format.page_break_before = number > 0
        _write(head, title, 20, TITLE_FONT, WD_ALIGN_PARAGRAPH.CENTER)
        for line in text:
            _write(document.add_paragraph(), line, 16, FONT)
        for line in signed:
            _write(document.add_paragraph(), line, 16, FONT, WD_ALIGN_PARAGRAPH.RIGHT)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _write(paragraph, text: str, size: int, font: str, align=WD_ALIGN_PARAGRAPH.LEFT) -> None:
    paragraph.alignment = align
    run = paragraph.add_run(text)
    run.font.size, run.font.name = Pt(size), font
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
