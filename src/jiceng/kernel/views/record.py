"""The record of writes, for the auditor: list, one entry in words, proof of the chain, taking it away."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiceng.kernel import jobs, queries
from jiceng.kernel.access import page
from jiceng.kernel.commands import note_export
from jiceng.kernel.components import Crumb, Fact
from jiceng.kernel.forms import DaysForm
from jiceng.kernel.once import OnceForm, once
from jiceng.kernel.record_tables import Record
from jiceng.kernel.rules import may_see_record
from jiceng.kernel.tasks import sentence, verify_record
from jiceng.kernel.words import moment_text
from jiceng.kernel.workbook import workbook

MOST_EXPORTED = 200_000


def _table(request) -> Record:
    days = DaysForm(request.GET).days()
    return Record(request, queries.entries(seen_by=request.user, **days))


@page(may_see_record)
@require_safe
def record(request):
    context = {"days": DaysForm(request.GET or None), "condition": request.GET.urlencode()}
    return _table(request).response("kernel/record.html", context)


@page(may_see_record)
@require_safe
def record_entry(request, pk: int):
    entry = get_object_or_404(queries.entries(seen_by=request.user), sequence=pk)
    context = {
        "entry": entry,
        "facts": _facts(entry),
        "changes": [[line.label, line.before, line.after] for line in queries.changes(entry)],
        "headers": [_("项目"), _("之前"), _("之后")],
        "crumbs": [Crumb(_("操作记录"), reverse("record")), Crumb(f"#{entry.sequence}")],
    }
    return render(request, "kernel/record_entry.html", context)


def _facts(entry) -> list[Fact]:
    return [
        Fact(_("时间"), entry.at_text),
        Fact(_("谁"), entry.by_name),
        Fact(_("做了什么"), entry.verb_text),
        Fact(_("对象"), f"{entry.kind_text} {entry.target_name}"),
        Fact(_("事由"), queries.reason(entry)),
        Fact(_("本条摘要"), entry.hash, note=entry.algorithm),
        Fact(_("前一条摘要"), entry.previous_hash),
    ]


@page(may_see_record)
@require_POST
def record_export(request):
    """The list as shown, as .xlsx. Not keyed: each file taken away is an entry of its own."""
    table = _table(request)
    rows = list(table.ordered(table.rows_matching)[:MOST_EXPORTED])
    note_export(by=request.user, filters=request.GET.dict(), rows=len(rows))
    headings = [_("序号"), _("时间"), _("谁"), _("做了什么"), _("对象类别"), _("对象"), _("事由"), _("摘要")]
    lines = ([*_line(row), queries.reason(row), row.hash] for row in rows)
    return workbook(_("操作记录"), headings, lines)


def _line(row) -> list:
    return [row.sequence, row.at_text, row.by_name, row.verb_text, row.kind_text, row.target_name]


@page(may_see_record)
@require_http_methods(["GET", "HEAD", "POST"])
@once
def record_check(request):
    """GET tells the last verdict, POST walks the chain anew in the background."""
    if request.method == "POST":
        address = reverse("record_check")
        job = jobs.create(
            by=request.user,
            kind=queries.VERIFYING,
            title=_("核验操作记录"),
            run=verify_record,
            args=(address,),
        )
        messages.info(request, _("已开始核验。"))
        return redirect("job", job.pk)
    context = {"form": OnceForm(), "verdict": _verdict(queries.last_verification())}
    return render(request, "kernel/record_check.html", context)


def _verdict(job) -> dict | None:
    if job is None:
        return None
    fault, entries = job.result["fault"], job.result["entries"]
    return {
        "whole": fault is None,
        "text": sentence(fault, job.result["sequence"], entries),
        "at": moment_text(job.ended_at),
    }
