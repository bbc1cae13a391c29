"""A plan of training taken over from a sheet."""

from django.contrib import messages
from django.core import signing
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.cadres import commands, forms, plan_sheet
from jiceng.cadres import rules_development as rules
from jiceng.cadres.queries import training as queries
from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once


@page(rules.may_train)
@once
def training_plan_import(request, pk):
    """First the preview of a file, then what was shown."""
    plan = queries.own_plan_or_404(pk, seen_by=request.user)
    form = forms.RosterForm(request.POST or None, request.FILES or None)
    form.fields["file"].help_text = _("用培训列表导出的表格；计划里已有的同名同日的不动。")
    more = {}
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["rows"]:
            return _carry_out(request, plan, form)
        rows, same, faults = plan_sheet.read_plan(form.cleaned_data["file"].chunks(), plan)
        if faults:
            form.refuse_table(faults)
        else:
            more = {"rows": rows, "same": same, "sealed": plan_sheet.sealed(plan, rows)}
        more |= {"faults": faults, "key": forms.KeyForm()}
    return _shown(request, plan, form, more)


def _shown(request, plan, form, more):
    back = reverse("training_plan", args=[plan.pk])
    crumbs = [Crumb(_("干部培训"), reverse("trainings")), Crumb(str(plan), back), Crumb(_("导入"))]
    context = {"form": form, "plan": plan, "back": back, "crumbs": crumbs, **more}
    status = 422 if form.errors else 200
    return render(request, "cadres/training_plan_import.html", context, status=status)


def _carry_out(request, plan, form):
    try:
        rows = plan_sheet.opened(form.cleaned_data["rows"], plan)
    except signing.BadSignature:
        messages.error(request, _("预览已失效，请重新上传。"))
        return redirect("training_plan_import", plan.pk)
    done = form.carried_out(commands.plan_trainings, by=request.user, plan=plan, rows=rows)
    if done is None:
        for sentence in form.sentences:
            messages.error(request, sentence)
        return redirect("training_plan_import", plan.pk)
    messages.success(
        request, ngettext("已列入培训%(count)d期。", "已列入培训%(count)d期。", done) % {"count": done}
    )
    return redirect("training_plan", plan.pk)
