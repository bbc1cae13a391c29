"""A matter handed back, and the office's answer."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.kernel.access import page
from jiceng.kernel.once import once
from jiceng.kernel.pages import today
from jiceng.responsibility import commands, forms, rules
from jiceng.responsibility.queries import matters as queries
from jiceng.responsibility.views.matters import matter_form


@page(rules.may_see)
@once
def matter_return(request, pk):
    row = queries.matter_or_404(pk, seen_by=request.user, as_of=today())
    if not rules.may_carry.test(request.user, row):
        raise Http404
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        if form.carried_out(commands.return_matter, by=request.user, matter=row, why=why):
            messages.success(request, _("已退回立项单位。"))
            return redirect("matter", pk)
    return matter_form(request, form, _("不属于本单位，退回"), row.title, reverse("matter", args=[pk]))


@page(rules.may_supervise)
@once
def matter_returned(request, pk):
    """To another unit, or back to the same."""
    row = queries.matter_or_404(pk, seen_by=request.user, as_of=today())
    form = forms.ReturnedForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.answered(by=request.user, matter=row):
        messages.success(request, _("已答复。"))
        return redirect("matter", pk)
    lead = _("%(title)s：%(unit)s退回，%(why)s") % {
        "title": row.title,
        "unit": row.lead.name,
        "why": row.returned_why,
    }
    return matter_form(request, form, _("答复退回"), lead, reverse("matter", args=[pk]))
