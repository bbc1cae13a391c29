"""A plan as .docx: what it aims at and how far it has come on the day, as a table of its items."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from jiceng.documents.layout.docx import finished, paper, put_table, write_text
from jiceng.documents.queries.items import numbers
from jiceng.documents.queries.plans import Branch, Whole
from jiceng.kernel.components import written
from jiceng.kernel.pages import chinese_day


def docx(whole: Whole) -> bytes:
    """In the styles of official documents; nothing that was typed is ever read as a template."""
    plan, word = whole.plan, paper()
    write_text(word, "公文标题", plan.title)
    write_text(word, "主送机关")
    for line in _lines(whole):
        write_text(word, "公文正文", line)
    head = (_("编号"), pgettext("规划", "事项"), _("目标"), _("责任单位"), _("期限"), _("实测"), _("进度"))
    put_table(word, [list(head), *(_row(one) for one in whole.rows)])
    return finished(word, plan.title, plan.organisation.name)


def _lines(whole: Whole) -> list[str]:
    plan, rows = whole.plan, whole.rows
    tasks, done, late = (sum(getattr(one, name) for one in rows) for name in ("tasks", "done", "late"))
    words = {
        "unit": plan.organisation.name,
        "first": chinese_day(plan.starts_on),
        "last": chinese_day(plan.ends_on),
        "day": chinese_day(whole.as_of),
        "percent": written(whole.percent),
        "items": len(rows),
        "tasks": tasks,
        "done": done,
        "late": late,
    }
    found = [
        _("编制单位：%(unit)s。规划期：%(first)s至%(last)s。") % words,
        _(
            "截至%(day)s，总进度%(percent)s％；事项%(items)s项；任务%(tasks)s项，完成%(done)s项，逾期%(late)s项。"
        )
        % words,
    ]
    if plan.document:
        found.insert(
            1, _("印发文件：%(name)s。") % {"name": f"{plan.document.number_text} {plan.document.title}"}
        )
    return found


def _row(one: Branch) -> list[str]:
    aim = "　".join(filter(None, (one.target.measure, numbers(one.target))))
    measured = one.reading.words if one.reading else "—"
    return [
        one.number,
        one.item.title,
        aim,
        one.item.unit.name,
        one.target.due_on.isoformat(),
        measured,
        f"{written(one.percent)}%",
    ]
