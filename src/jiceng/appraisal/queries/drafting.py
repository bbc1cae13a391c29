"""The draft of a report, written from the records. It is a paper of the community, so it is in Chinese."""

from datetime import date

from django.utils.translation import override

from jiceng.appraisal.models import WorkReport
from jiceng.appraisal.queries.facts import Facts, before, facts_of


def draft_of(report: WorkReport, *, as_of: date) -> str:
    """Four parts: last year's faults, the year's work, what was not done, what is to come (for the writer)."""
    with override("zh-hans"):
        found = facts_of(report, as_of=as_of)
        parts = (
            ("一、上年度问题整改", _put_right(report)),
            ("二、履行职责", _work(found)),
            ("三、存在的问题", _faults(found)),
            ("四、下一步打算", ""),
        )
        return "\n\n".join(f"{title}\n{text}".rstrip() for title, text in parts)


def _put_right(report: WorkReport) -> str:
    rows = [
        f"{number}. {one.problem}：{_became(one.task)}"
        for number, one in enumerate(before(report.appraisal), 1)
    ]
    return "\n".join(rows) or "上年度没有列入整改清单的事项。"


def _became(task) -> str:
    if task.done_on:
        return f"{task.done_on.isoformat()}完成，{task.result}"
    return f"已取消，{task.dropped_why}" if task.dropped_on else f"正在整改，{task.title}"


def _work(found: Facts) -> str:
    lines = [f"{one.words}。" for one in found.done]
    lines += [f"《{one.institution}》{one.words.partition('：')[2]}。" for one in found.kept]
    lines += [f"{found.tasks_words}。"] if found.tasks_words else []
    return "\n".join(lines) or f"截至{found.until}，记录中还没有这一年的工作。"


def _faults(found: Facts) -> str:
    rows = [
        f"{number}. {one.title}（《{one.institution}》，应于{one.due}前完成）没有完成。"
        for number, one in enumerate(found.missing, 1)
    ]
    return "\n".join(rows) or "按期应完成的制度义务都已完成。"
