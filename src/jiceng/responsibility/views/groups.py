"""Leading groups; hand-overs and their two signatures."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of, number_in, today
from jiceng.responsibility import commands, forms, rules
from jiceng.responsibility.models import GroupMember, LeadingGroup
from jiceng.responsibility.queries import channel as queries
from jiceng.responsibility.tables import Handovers, handed_light
from jiceng.responsibility.views.contacts import form_page


@page(rules.may_see)
@require_safe
def leading_groups(request):
    rows = queries.groups(day_of(request))
    context = {"groups": rows, "may_keep": rules.may_keep.test(request.user)}
    return render(request, "responsibility/leading_groups.html", context)


@page(rules.may_see)
@require_safe
def leading_group(request, pk):
    group = get_object_or_404(queries.groups(day_of(request)), pk=pk)
    context = {
        "found": queries.group_page(group, seen_by=request.user, as_of=day_of(request)),
        "group": group,
        "heads_title": _("主任和副主任") if group.under_id else _("组长和副组长"),
        "may_keep": rules.may_keep.test(request.user),
        "crumbs": [Crumb(_("领导小组"), reverse("leading_groups")), Crumb(group.name)],
    }
    return render(request, "responsibility/leading_group.html", context)


def _changed(request, group: LeadingGroup, member: GroupMember | None = None):
    """Other duties, or the end, of a member or of the group."""
    made = forms.MemberChangeForm if member else forms.GroupChangeForm
    form = made(request.POST or None, row=member or group)
    back = reverse("leading_group", args=[group.pk])
    if request.method == "POST" and form.is_valid() and form.done(request.user) is not None:
        messages.success(request, _("已保存。"))
        return redirect(back if member or form.cleaned_data["what"] != "end" else reverse("leading_groups"))
    title = _("改动成员") if member else _("改动领导小组")
    return form_page(request, form, title, str(member or group), back)


@page(rules.may_keep)
@once
def leading_group_new(request):
    """A group, or the office below one; or, when the address names one that stands, what changes of it."""
    if number := number_in(request.GET.get("group", "")):
        return _changed(request, get_object_or_404(LeadingGroup.objects.on(today()), pk=number))
    under = number_in(request.GET.get("under", ""))
    form = forms.GroupForm(request.POST or None, initial={"under": under} if under else {})
    back = reverse("leading_groups")
    if request.method == "POST" and form.is_valid():
        made = form.carried_out(commands.found_group, by=request.user, **form.values())
        if made is not None:
            messages.success(request, _("领导小组已设立。"))
            return redirect("leading_group", made.pk)
    return form_page(request, form, _("设立领导小组"), _("领导小组"), back)


@page(rules.may_keep)
@once
def leading_group_member(request, pk):
    group = get_object_or_404(LeadingGroup.objects.on(today()), pk=pk)
    if number := number_in(request.GET.get("member", "")):
        return _changed(request, group, get_object_or_404(group.members.on(today()), pk=number))
    form = forms.MemberForm(request.POST or None)
    back = reverse("leading_group", args=[pk])
    if request.method == "POST" and form.is_valid():
        made = form.carried_out(commands.name_member, by=request.user, group=group, **form.values())
        if made is not None:
            messages.success(request, _("已加入领导小组。"))
            return redirect(back)
    return form_page(request, form, _("确定成员"), group.name, back)


@page(rules.may_sign_handover)
@require_safe
def handovers(request):
    table = Handovers(request, queries.handovers_on(seen_by=request.user, as_of=day_of(request)))
    return table.response("responsibility/handovers.html", {})


@page(rules.may_sign_handover)
@require_safe
def handover(request, pk):
    row = queries.handover_or_404(pk, seen_by=request.user)
    mine = {row.giver_id: row.given_at, row.taker_id: row.taken_at}
    context = {
        "handover": row,
        "items": queries.handed(row),
        "light_state": handed_light(row, today()),
        "may_sign": row.taker_id and mine.get(request.user.person_id, row) is None,
        "key": forms.KeyForm(),
        "crumbs": [Crumb(_("工作移交"), reverse("handovers")), Crumb(str(row.community))],
    }
    return render(request, "responsibility/handover.html", context)


@page(rules.may_sign_handover)
@require_POST
@once
def handover_sign(request, pk):
    row = queries.handover_or_404(pk, seen_by=request.user)
    form = forms.KeyForm(request.POST)
    if form.is_valid() and form.carried_out(commands.sign_handover, by=request.user, handover=row):
        messages.success(request, _("已签字。"))
    for sentence in form.sentences:
        messages.error(request, sentence)
    return redirect("handover", pk)
