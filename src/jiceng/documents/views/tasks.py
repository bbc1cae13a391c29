"""The one register of tasks: mine, all in reach, one task, and what each may do with it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from jiceng.documents import commands, rules, tables_plans
from jiceng.documents import forms_plans as forms
from jiceng.documents.forms import KeyForm
from jiceng.documents.models import Task
from jiceng.documents.queries import tasks as queries
from jiceng.documents.views.plans import form_page
from jiceng.kernel.access import page, signed_in
from jiceng.kernel.components import Crumb, Tab
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of, today
from jiceng.kernel.queries import record_of


def _context(request, current: str) -> dict:
    pages = (("my_tasks", _("我的任务")), ("tasks", _("全部任务")))
    return {
        "figures": queries.figures(seen_by=request.user, as_of=day_of(request)),
        "tabs": [Tab(label, reverse(name), name == current) for name, label in pages],
        "may_give": rules.may_give.test(request.user),
    }


@page(signed_in)
@require_safe
def my_tasks(request):
    day = day_of(request)
    rows = queries.my_tasks(seen_by=request.user, as_of=day).prefetch_related(
        "helpers__unit", "helpers__person"
    )
    return tables_plans.MyTasks(request, rows.order_by()).response(
        "documents/my_tasks.html", _context(request, "my_tasks")
    )


@page(signed_in)
@require_safe
def tasks(request):
    table = tables_plans.Tasks(request, queries.tasks(seen_by=request.user, as_of=day_of(request)))
    return table.response("documents/tasks.html", _context(request, "tasks"))


@page(signed_in)
@require_safe
def task(request, pk):
    row = queries.task_or_404(pk, seen_by=request.user, as_of=day_of(request))
    context = {
        "task": row,
        "facts": queries.facts(row),
        "events": queries.events(row),
        "light_state": queries.LIGHTS[row.light],
        "acts": queries.acts(row, request.user),
        "opens_at": queries.opens_at(row) if queries.opens_at(row) != request.path else "",
        "key": KeyForm(),
        "crumbs": [Crumb(pgettext("列表", "任务"), reverse("my_tasks")), Crumb(row.title)],
        "entries": record_of(target=row),
    }
    return render(request, "documents/task.html", context)


@page(rules.may_give)
@once
def task_new(request):
    form = forms.GiveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = form.carried_out(commands.give_task, by=request.user, new=form.new)
        if made is not None:
            messages.success(request, _("已交办。"))
            return redirect("task", made.pk)
    way = [Crumb(pgettext("列表", "任务"), reverse("tasks")), Crumb(_("交办任务"))]
    return form_page(request, form, _("交办任务"), way, reverse("tasks"))


def _own(request, pk, act: str) -> Task:
    """The task, if the account can do this with it now or could have."""
    row = queries.task_or_404(pk, seen_by=request.user, as_of=today())
    rule = rules.may_order_task if act in {"move", "drop"} else rules.may_carry_task
    if not rule.test(request.user, row):
        raise Http404
    return row


def _act(request, row, form, title: str, command, **values):
    """One form, one command, back to the task."""
    back = reverse("task", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[field] for name, field in values.items()}
        if form.carried_out(command, by=request.user, task=row, **data):
            messages.success(request, _("已保存。"))
            return redirect(back)
    way = [Crumb(pgettext("列表", "任务"), reverse("my_tasks")), Crumb(row.title, back)]
    return form_page(request, form, title, way, back, row.title)


@page(signed_in)
@require_POST
@once
def task_acknowledge(request, pk):
    row = _own(request, pk, "acknowledge")
    form = KeyForm(request.POST)
    if form.is_valid() and form.carried_out(commands.acknowledge_task, by=request.user, task=row):
        messages.success(request, _("已签收。"))
    for sentence in form.sentences:
        messages.error(request, sentence)
    return redirect("task", pk)


@page(signed_in)
@once
def task_progress(request, pk):
    row = _own(request, pk, "progress")
    form = forms.ProgressForm(request.POST or None)
    return _act(request, row, form, _("报告进展"), commands.tell_progress, text="text")


@page(signed_in)
@once
def task_finish(request, pk):
    row = _own(request, pk, "finish")
    form = forms.ResultForm(request.POST or None)
    return _act(request, row, form, _("完成任务"), commands.finish_task, result="result")


@page(rules.may_order_task)
@once
def task_move(request, pk):
    row = _own(request, pk, "move")
    form = forms.MoveForm(request.POST or None, initial={"due_on": row.due_on})
    return _act(request, row, form, _("改期限"), commands.move_task, due_on="due_on", why="why")


@page(rules.may_order_task)
@once
def task_drop(request, pk):
    row = _own(request, pk, "drop")
    form = forms.WhyForm(request.POST or None)
    return _act(request, row, form, _("取消任务"), commands.drop_task, why="why")
