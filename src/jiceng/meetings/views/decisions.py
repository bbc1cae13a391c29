"""Pages of decisions: the register, and the way of one from topic to publicity."""

from django.contrib import messages
from django.db.models import F
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy
from django.views.decorators.http import require_POST, require_safe

from jiceng.documents.sources import FollowUp, followed_up
from jiceng.kernel.access import page, signed_in
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of
from jiceng.kernel.tables import Column, Filter, Table
from jiceng.kernel.words import strung
from jiceng.meetings import commands, forms, rules
from jiceng.meetings.enums import DecisionState, Right
from jiceng.meetings.models.results import DECISION
from jiceng.meetings.papers import drafting_offices
from jiceng.meetings.papers import papers as papers_of
from jiceng.meetings.queries.days import decisions_on
from jiceng.meetings.queries.meetings import decision_or_404
from jiceng.meetings.queries.way import facts, way


def light(decision, day) -> tuple[str, str]:
    """State with its word: overdue, due within a week, under way, done."""
    over = decision.done_on is not None and decision.done_on <= day
    if over and decision.state == DecisionState.DONE:
        return ("done", decision.get_state_display())
    if over:
        return ("none", decision.get_state_display())
    if decision.due_on and decision.due_on < day:
        return (
            "late",
            ngettext("逾期%(days)d天", "逾期%(days)d天", (day - decision.due_on).days)
            % {"days": (day - decision.due_on).days},
        )
    if decision.due_on and (decision.due_on - day).days <= 7:
        return ("soon", _g("将到期"))
    given = decision.assigned_on is not None and decision.assigned_on <= day
    return ("info", str(DecisionState.OPEN.label) if given and decision.owner_id else _g("未交办"))


class Decisions(Table):
    name = "decisions"
    search = ("text", "number", "owner__name", "owner__pinyin")
    search_label = _("内容、编号或负责人")
    columns = (
        Column(
            "text",
            pgettext_lazy("列表", "决定"),
            value=lambda d: d.text[:60],
            url=lambda d: reverse("decision", args=[d.pk]),
            main=True,
        ),
        Column("number", _("编号"), value="number", sort="number"),
        Column("unit", _("组织"), value=lambda d: str(d.organisation), sort="organisation__pinyin"),
        Column("on", _("决定日期"), value="decided_on", sort="decided_on"),
        Column("owner", _("负责人"), value=lambda d: str(d.owner or "—")),
        Column("due", _("完成期限"), value="due_on"),
        Column("tasks", _("未完成任务"), value="open_tasks", number=True),
        Column("basis", _("依据"), value="basis", hidden=True),
        Column(
            "result",
            _("结果"),
            value=lambda d: d.result if d.state_then != DecisionState.OPEN else "",
            hidden=True,
        ),
        Column("state", _("状态"), light=lambda d: light(d, d.as_of)),
    )
    order = "-on"
    filters = (
        Filter(
            "state",
            _("状态"),
            lambda: [("overdue", _g("逾期")), *DecisionState.choices],
            lambda rows, value: (
                rows.filter(state_then=DecisionState.OPEN, due_on__lt=F("as_of"))
                if value == "overdue"
                else rows.filter(state_then=value)
            ),
        ),
    )
    empty_title = _("还没有决定")
    empty_text = _("会议上作出的决定会登记在这里。")


@page(signed_in)
@require_safe
def decisions(request):
    table = Decisions(request, decisions_on(seen_by=request.user, as_of=day_of(request)))
    return table.response("meetings/decisions.html", {})


@page(signed_in)
@require_safe
def decision(request, pk):
    """Topic, discussion, decision, tasks, result, publicity: each station opens."""
    row = decision_or_404(pk, seen_by=request.user)
    papers = papers_of(row, seen_by=request.user)
    context = {
        "decision": row,
        "stations": way(row, papers),
        "papers": papers,
        "offices": drafting_offices(row, seen_by=request.user),
        "facts": facts(row),
        "light_of": light(row, day_of(request)),
        "tasks": row.tasks,
        "follow_ups": _follow_ups(request, row),
        "may_keep": rules.may_keep.test(request.user, row),
        "may_post": rules.may_post.test(request.user, row),
        **_forms(row),
        "crumbs": [Crumb(pgettext("列表", "决定"), reverse("decisions")), Crumb(row.number)],
    }
    return render(request, "meetings/decision.html", context)


def _follow_ups(request, row) -> list[FollowUp]:
    """What others made of it; nothing begins any more once it is done or dropped."""
    found = followed_up(request.user, DECISION, row.pk)
    return [one for one in found if row.state == DecisionState.OPEN or not one.begins]


def _forms(row) -> dict:
    helpers = strung(one.name for one in row.helpers.all())
    assigned = {"owner": str(row.owner) if row.owner_id else "", "due_on": row.due_on, "helpers": helpers}
    return {
        "assign": forms.AssignForm(initial=assigned),
        "task": forms.TaskForm(),
        "finish": forms.FinishForm(),
        "result": forms.ResultForm(),
    }


def _changed(request, form, command, decision, **data):
    if form.is_valid() and form.carried_out(command, by=request.user, decision=decision, **data):
        messages.success(request, _g("已保存。"))
    for sentence in form.sentences:
        messages.error(request, sentence)
    return redirect("decision", decision.pk)


@page(rules.may_keep)
@require_POST
@once
def decision_assign(request, pk):
    row = decision_or_404(pk, seen_by=request.user, right=Right.KEEP)
    form = forms.AssignForm(request.POST)
    form.is_valid()
    data = {name: form.cleaned_data.get(name) for name in ("owner", "due_on")}
    helpers = form.cleaned_data.get("helpers") or ()
    return _changed(request, form, commands.assign, row, helpers=helpers, **data)


@page(rules.may_keep)
@require_POST
@once
def task_add(request, pk):
    row = decision_or_404(pk, seen_by=request.user, right=Right.KEEP)
    form = forms.TaskForm(request.POST)
    form.is_valid()
    data = {name: form.cleaned_data.get(name) for name in ("title", "owner", "due_on")}
    return _changed(request, form, commands.add_task, row, **data)


@page(rules.may_keep)
@require_POST
@once
def decision_finish(request, pk):
    row = decision_or_404(pk, seen_by=request.user, right=Right.KEEP)
    form = forms.FinishForm(request.POST)
    form.is_valid()
    data = {name: form.cleaned_data.get(name) for name in ("result", "dropped")}
    return _changed(request, form, commands.finish_decision, row, **data)
