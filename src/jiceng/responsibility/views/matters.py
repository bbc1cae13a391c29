"""Supervised matters: the register, one matter, and what each may do with it."""

from django.contrib import messages
from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel.access import Refused, anyone, page
from jiceng.kernel.choosing import suggested
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of, today
from jiceng.kernel.queries import record_of
from jiceng.responsibility import commands, forms, rules
from jiceng.responsibility.matter_intake import opened, read_matters, sealed
from jiceng.responsibility.models import Extension, Matter
from jiceng.responsibility.queries import matters as queries
from jiceng.responsibility.queries.accountability import sealed_of
from jiceng.responsibility.tables import Matters


def matter_form(request, form, title: str, lead: str, back: str, **more):
    if offers := suggested(request, form):
        return offers
    crumbs = [Crumb(_("督办事项"), reverse("matters")), Crumb(lead, back)]
    context = {"form": form, "title": title, "lead": lead, "crumbs": crumbs, "back": back, **more}
    return render(request, "responsibility/form.html", context, status=422 if form.errors else 200)


@page(rules.may_see)
@require_safe
def matters(request):
    day = day_of(request)
    table = Matters(request, queries.matters(seen_by=request.user, as_of=day))
    more = {
        "figures": queries.figures(seen_by=request.user, as_of=day),
        "may_supervise": rules.may_supervise.test(request.user),
    }
    return table.response("responsibility/matters.html", more)


def _link(request, row: Matter) -> str:
    """For the resident, to be handed over by somebody whose work it is not."""
    handed = rules.may_hand_matter_link.test(request.user, row)
    return request.build_absolute_uri(reverse("matter_confirm", args=[row.mark])) if handed else ""


@page(rules.may_see)
@require_safe
def matter(request, pk):
    row = queries.matter_or_404(pk, seen_by=request.user, as_of=day_of(request))
    context = {
        "matter": row,
        "facts": queries.facts(row),
        "events": queries.events(row),
        "light_state": queries.COLOURS[row.colour],
        "acts": queries.acts(row, request.user),
        "extension": queries.open_extension(row),
        "sealed": sealed_of(row, seen_by=request.user),
        "may_approve": rules.may_approve.test(request.user),
        "link": _link(request, row),
        "key": forms.KeyForm(),
        "crumbs": [Crumb(_("督办事项"), reverse("matters")), Crumb(row.number)],
        "entries": record_of(target=row),
    }
    return render(request, "responsibility/matter.html", context)


@page(rules.may_supervise)
@once
def matter_new(request):
    office = _office(request)
    form = forms.MatterForm(request.POST or None, origin=request.GET.get("from", ""))
    if request.method == "POST" and form.is_valid():
        made = form.carried_out(commands.register_matter, by=request.user, new=form.new(office))
        if made is not None:
            messages.success(request, _("已立项并交办，期限%(day)s。") % {"day": made.due_on.isoformat()})
            return redirect("matter", made.pk)
    return matter_form(request, form, _("督查立项"), _("督办事项"), reverse("matters"))


@page(rules.may_supervise)
@require_safe
def matter_sources(request):
    context = {
        "offers": queries.offers(day_of(request)),
        "crumbs": [Crumb(_("督办事项"), reverse("matters")), Crumb(_("可以立项的来源"))],
    }
    return render(request, "responsibility/matter_sources.html", context)


@page(rules.may_supervise)
@once
def matters_import(request):
    """First the preview of a file, then what was shown."""
    form = forms.MattersForm(request.POST or None, request.FILES or None)
    back, more = reverse("matters"), {}
    if request.method == "POST" and form.is_valid():
        if not form.cleaned_data["rows"]:
            more = _preview(form)
        elif answer := _register_shown(request, form):
            return answer
        else:
            form.forget()
    crumbs = [Crumb(_("督办事项"), back), Crumb(_("导入"))]
    context = {"form": form, "back": back, "crumbs": crumbs, **more}
    status = 422 if form.errors else 200
    return render(request, "responsibility/matters_import.html", context, status=status)


def _preview(form) -> dict:
    rows, standing, faults = read_matters(form.cleaned_data["file"].chunks())
    if faults:
        form.refuse_table(faults)
        return {"faults": faults}
    return {"rows": rows, "standing": standing, "sealed": sealed(rows), "key": forms.KeyForm()}


def _office(request):
    """The department that the account supervises for."""
    office = queries.office_of_account(request.user)
    if office is None:
        raise Refused(_("立项单位须是县直部门。"))
    return office


def _register_shown(request, form):
    """What was shown; gives back the answer when it is registered, None with the reason in the form otherwise."""
    try:
        news = opened(form.cleaned_data["rows"], _office(request))
    except signing.BadSignature:
        form.add_error(None, _("预览已失效，请重新上传。"))
        return None
    made = form.carried_out(commands.register_matters, by=request.user, news=news)
    if made is None:
        return None
    messages.success(request, _("已登记%(count)d项。") % {"count": len(news)})
    return redirect("matters")


def _own(request, pk, act: str) -> Matter:
    """The matter, of a unit that the account acts for."""
    row = queries.matter_or_404(pk, seen_by=request.user, as_of=today())
    if not rules.may_carry.test(request.user, row):
        raise Http404
    return row


def _act(request, row, form, title: str, command, **values):
    """One form, one command, back to the matter."""
    back = reverse("matter", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        given = {name: value(form) for name, value in values.items()}
        if form.carried_out(command, by=request.user, matter=row, **given) is not None:
            messages.success(request, _("已保存。"))
            return redirect(back)
    return matter_form(request, form, title, row.title, back)


def _text(form) -> str:
    return form.cleaned_data["text"]


@page(rules.may_see)
@require_POST
@once
def matter_acknowledge(request, pk):
    row = _own(request, pk, "acknowledge")
    form = forms.KeyForm(request.POST)
    if form.is_valid() and form.carried_out(commands.acknowledge_matter, by=request.user, matter=row):
        messages.success(request, _("已签收。"))
    for sentence in form.sentences:
        messages.error(request, sentence)
    return redirect("matter", pk)


@page(rules.may_see)
@once
def matter_split(request, pk):
    row = _own(request, pk, "split")
    form = forms.SplitForm(request.POST or None, due_on=row.due_on)
    return _act(request, row, form, _("分解"), commands.split_matter, parts=lambda one: one.parts)


@page(rules.may_see)
@once
def matter_progress(request, pk):
    row = _own(request, pk, "progress")
    form = forms.NoteForm(request.POST or None)
    return _act(request, row, form, _("报告进展"), commands.report_progress, text=_text)


@page(rules.may_see)
@once
def matter_report(request, pk):
    row = _own(request, pk, "report")
    form = forms.NoteForm(request.POST or None)
    return _act(request, row, form, _("报告办结"), commands.report_matter, text=_text)


@page(rules.may_see)
@once
def matter_extend(request, pk):
    row = _own(request, pk, "extend")
    form = forms.ExtendForm(request.POST or None)
    return _act(
        request,
        row,
        form,
        _("申请延期"),
        commands.ask_extension,
        to_day=lambda one: one.cleaned_data["to_day"],
        reason=lambda one: one.cleaned_data["reason"],
    )


@page(rules.may_approve)
@once
def extension_decide(request, pk):
    asked = get_object_or_404(Extension.objects.select_related("matter__task"), pk=pk)
    form = forms.ExtensionForm(request.POST or None)
    back = reverse("matter", args=[asked.matter_id])
    if request.method == "POST" and form.is_valid():
        data = {"extension": asked, "granted": form.cleaned_data["granted"]}
        if form.carried_out(commands.decide_extension, by=request.user, **data):
            messages.success(request, _("已决定。"))
            return redirect(back)
    lead = _("%(title)s：延至%(day)s。%(reason)s") % {
        "title": asked.matter.title,
        "day": asked.to_day.isoformat(),
        "reason": asked.reason,
    }
    return matter_form(request, form, _("决定延期"), lead, back)


@page(rules.may_supervise)
@once
def matter_check(request, pk):
    row = queries.matter_or_404(pk, seen_by=request.user, as_of=today())
    form = forms.CheckForm(request.POST or None)
    return _act(
        request,
        row,
        form,
        _("核查"),
        commands.check_matter,
        done=lambda one: one.cleaned_data["done"],
        note=lambda one: one.cleaned_data["note"],
    )


@page(rules.may_supervise)
@require_POST
@once
def matter_urge(request, pk):
    row = queries.matter_or_404(pk, seen_by=request.user, as_of=today())
    form = forms.KeyForm(request.POST)
    if form.is_valid() and form.carried_out(commands.urge_matter, by=request.user, matter=row):
        messages.success(request, _("已催办。"))
    for sentence in form.sentences:
        messages.error(request, sentence)
    return redirect("matter", pk)


@page(anyone)
@once
def matter_confirm(request, mark):
    """For the resident, without an account: the result, and whether it is done."""
    row = get_object_or_404(Matter, mark=mark)
    form = forms.ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = {"mark": mark, "solved": form.cleaned_data["solved"], "note": form.cleaned_data["note"]}
        if form.carried_out(commands.confirm_matter, **data):
            return redirect("matter_confirm", mark)
    context = {"matter": row, "form": form}
    return render(request, "responsibility/matter_confirm.html", context, status=422 if form.errors else 200)
