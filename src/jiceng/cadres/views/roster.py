"""The register taken over from a sheet; several requests granted at once."""

from django.contrib import messages
from django.core import signing
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.cadres import commands, forms, roster, rules
from jiceng.cadres.models import FileChange
from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import number_in


@page(rules.may_keep_files)
@once
def cadres_import(request):
    """First the preview of a file, then what was shown."""
    form = forms.RosterForm(request.POST or None, request.FILES or None)
    more = {}
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["rows"]:
            return _carry_out(request, form)
        may_open = rules.may_approve.test(request.user)
        blocks = form.cleaned_data["file"].chunks()
        wishes, same, faults = roster.read_roster(blocks, seen_by=request.user, may_open=may_open)
        if faults:
            form.refuse_table(faults)
            more = {"faults": faults}
        else:
            more = {"wishes": wishes, "same": same, "sealed": roster.sealed(wishes), "key": forms.KeyForm()}
    crumbs = [Crumb(_("干部名册"), reverse("cadres")), Crumb(_("导入"))]
    context = {"form": form, "back": reverse("cadres"), "crumbs": crumbs, **more}
    return render(request, "cadres/cadres_import.html", context, status=422 if form.errors else 200)


def _carry_out(request, form):
    try:
        wishes = roster.opened(form.cleaned_data["rows"])
    except signing.BadSignature:
        messages.error(request, _("预览已失效，请重新上传。"))
        return redirect("cadres_import")
    done = form.carried_out(commands.take_over_roster, by=request.user, wishes=wishes)
    if done is None:
        for sentence in form.sentences:
            messages.error(request, sentence)
        return redirect("cadres_import")
    words = {"asked": done[0], "opened": done[1]}
    messages.success(request, _("已提交%(asked)d项变更，待另一人审批；新建%(opened)d份档案。") % words)
    return redirect("cadre_changes")


@page(rules.may_approve)
@once
def cadre_changes_grant(request):
    """The ticked requests are shown, then granted together."""
    asked = request.POST if request.method == "POST" else request.GET
    keys = [key for one in asked.getlist("pk")[:500] if (key := number_in(one)) is not None]
    rows = FileChange.objects.filter(rules.changes_of(request.user), pk__in=keys, state="asked")
    rows = list(rows.select_related("file__person").order_by("pk"))
    form = forms.KeyForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and (count := form.carried_out(commands.grant_changes, by=request.user, changes=rows)):
        messages.success(request, _("已同意%(count)d项。") % {"count": count})
        return redirect("cadre_changes")
    crumbs = [Crumb(_("档案变更"), reverse("cadre_changes")), Crumb(_("一并同意"))]
    context = {"rows": rows, "form": form, "crumbs": crumbs}
    return render(request, "cadres/cadre_changes_grant.html", context, status=422 if form.errors else 200)
