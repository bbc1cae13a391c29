"""The list of what is put right."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiceng.appraisal import commands, forms, rules
from jiceng.appraisal.views.base import crumbs, done, over
from jiceng.kernel.access import page
from jiceng.kernel.once import once


@page(rules.may_keep)
@once
def rectification_new(request, pk):
    found = over(rules.may_keep, pk, request)
    form = forms.FaultForm(request.POST or None, appraisal=found)
    back = reverse("appraisal", args=[pk])
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("problem", "measure", "due_on", "owner")}
        if form.carried_out(commands.list_fault, by=request.user, appraisal=found, **data):
            messages.success(request, _("已列入整改清单。"))
            return redirect(back)
    context = {"form": form, "appraisal": found, "back": back, "crumbs": crumbs(request.user, found)}
    return render(request, "appraisal/rectification_new.html", context, status=422 if form.errors else 200)


@page(rules.may_keep)
@require_POST
@once
def rectification_publish(request, pk):
    found, form = over(rules.may_keep, pk, request), forms.KeyForm(request.POST)
    back = reverse("appraisal", args=[pk])
    return done(request, form, commands.publish_list, _("整改清单已公布。"), back, appraisal=found)


@page(rules.may_keep)
@require_POST
@once
def rectification_inform(request, pk):
    found, form = over(rules.may_keep, pk, request), forms.KeyForm(request.POST)
    back = reverse("appraisal", args=[pk])
    return done(request, form, commands.inform, _("整改情况已通报。"), back, appraisal=found)
