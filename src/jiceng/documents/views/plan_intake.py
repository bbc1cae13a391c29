"""Items made from the clauses of a text, and items and tasks from a table: shown first, then entered."""

from django.contrib import messages
from django.core import signing
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from jiceng.documents import commands, intake, rules
from jiceng.documents import forms_plans as forms
from jiceng.documents.commands import Clause
from jiceng.documents.forms import KeyForm
from jiceng.documents.models import Document, Incoming
from jiceng.documents.queries.items import citable, citable_papers
from jiceng.documents.queries.plans import tree
from jiceng.documents.views.plans import crumb, crumbs, form_page, kept_plan
from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import today


def _sealed(clauses: list[Clause]) -> str:
    keys = [[getattr(one.document, "pk", None), getattr(one.incoming, "pk", None)] for one in clauses]
    rows = [[one.name, one.number, one.text, *key] for one, key in zip(clauses, keys, strict=True)]
    return intake.sealed(rows)


def _opened(text: str) -> list[Clause]:
    rows = intake.opened(text)
    known = Document.objects.in_bulk({one[3] for one in rows if one[3]})
    papers = Incoming.objects.in_bulk({one[4] for one in rows if one[4]})
    return [
        Clause(name, number, words, known.get(pk), papers.get(paper))
        for name, number, words, pk, paper in rows
    ]


@page(rules.may_keep_item)
@once
def plan_clauses(request, pk):
    """First the text, then its passages, then the items."""
    row, upper = kept_plan(request, pk)
    if request.POST.get("sealed"):
        return _picked(request, row, upper)
    sources = {"documents": citable(seen_by=request.user), "papers": citable_papers(seen_by=request.user)}
    form = forms.ClausesForm(request.POST or None, **sources)
    back = reverse("plan", args=[pk])
    if request.method == "POST" and form.is_valid() and form.clauses:
        initial = forms.initial_of(row, upper) | {"sealed": _sealed(form.clauses)}
        pick = forms.PickForm(clauses=form.clauses, initial=initial)
        return form_page(request, pick, _("选段落"), crumbs(crumb(row)), back, form.clauses[0].name)
    return form_page(request, form, _("从文件段落生成事项"), crumbs(crumb(row)), back, row.title)


def _picked(request, row, upper):
    try:
        clauses = _opened(request.POST["sealed"])
    except signing.BadSignature:
        messages.error(request, _("预览已失效，请重新选文件。"))
        return redirect("plan_clauses", row.pk)
    form = forms.PickForm(request.POST, clauses=clauses)
    if form.is_valid():
        made = form.carried_out(commands.add_items, by=request.user, plan=row, news=form.news(upper))
        if made:
            messages.success(
                request,
                ngettext(
                    "已生成%(count)d项，每项都引用原文。", "已生成%(count)d项，每项都引用原文。", len(made)
                )
                % {"count": len(made)},
            )
            return redirect("plan", row.pk)
    return form_page(
        request, form, _("选段落"), crumbs(crumb(row)), reverse("plan", args=[row.pk]), row.title
    )


def _preview(request, form, read, title: str, way: list[Crumb], back: str):
    """What would be entered, or what is wrong with the table."""
    more: dict = {}
    if request.method == "POST" and form.is_valid():
        found = read(form.cleaned_data["file"].chunks())
        if found.faults:
            form.refuse_table(found.faults)
            more = {"faults": found.faults}
        else:
            more = {
                "rows": found.rows,
                "standing": found.standing,
                "sealed": intake.sealed(found.rows),
                "key": KeyForm(),
            }
    context = {"form": form, "title": title, "back": back, "crumbs": way, **more}
    return render(request, "documents/table_import.html", context, status=422 if form.errors else 200)


def _entered(request, form, enter, back: str, again: str):
    """All rows that were shown, or none."""
    try:
        made = form.carried_out(enter)
    except signing.BadSignature:
        messages.error(request, _("预览已失效，请重新上传。"))
        return redirect(again)
    for sentence in form.sentences:
        messages.error(request, sentence)
    if made is None:
        return redirect(again)
    messages.success(request, _("已登记%(count)d项。") % {"count": made})
    return redirect(back)


@page(rules.may_plan)
@once
def plan_import(request, pk):
    row, _upper = kept_plan(request, pk)
    form = forms.TableForm(request.POST or None, request.FILES or None)
    back, again = reverse("plan_items", args=[pk]), reverse("plan_import", args=[pk])
    if request.POST.get("rows") and form.is_valid():

        def enter() -> int:
            news = intake.items_of(form.cleaned_data["rows"])
            return len(commands.add_items(by=request.user, plan=row, news=news))

        return _entered(request, form, enter, back, again)
    read = lambda blocks: intake.read_items(blocks, tree(row, today()))  # noqa: E731  # one line
    return _preview(request, form, read, _("导入事项"), crumbs(crumb(row)), back)


@page(rules.may_give)
@once
def tasks_import(request):
    form = forms.TableForm(request.POST or None, request.FILES or None)
    back, again = reverse("tasks"), reverse("tasks_import")
    if request.POST.get("rows") and form.is_valid():

        def enter() -> int:
            news = intake.tasks_of(form.cleaned_data["rows"])
            return len(commands.give_tasks(by=request.user, news=news))

        return _entered(request, form, enter, back, again)
    way = [Crumb(pgettext("列表", "任务"), back), Crumb(_("导入"))]
    return _preview(request, form, intake.read_tasks, _("导入任务"), way, back)
