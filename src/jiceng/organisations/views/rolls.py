"""The party roll and the residents' roll, and one person as the asker may see them."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jiceng.kernel.access import page
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of
from jiceng.organisations import commands, forms
from jiceng.organisations.enums import Right
from jiceng.organisations.models import PartyMembership
from jiceng.organisations.queries import rolls
from jiceng.organisations.rules import (
    may_keep_party_roll,
    may_keep_residents_roll,
    may_see_party_roll,
    may_see_residents_roll,
)
from jiceng.organisations.rules.scope import reaches
from jiceng.organisations.tables import Members, Residents
from jiceng.organisations.views.answers import answer, asked_organisation, asked_reorganisation, reached

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@page(may_see_party_roll)
def members(request):
    one, outside = asked_organisation(request), request.GET.get("where") == "outside"
    change = asked_reorganisation(request)
    asked = {"organisation": one, "outside": outside, "change": change}
    rows = rolls.party_roll(seen_by=request.user, as_of=day_of(request), **asked)
    may_keep = one is not None and may_keep_party_roll.test(request.user, one)
    lead = one.name if one else change.title if change else ""
    context = {"organisation": one, "lead": lead, "outside": outside, "may_keep": may_keep}
    return Members(request, rows).response("organisations/members.html", context)


@require_safe
@page(may_see_residents_roll)
def residents(request):
    one = asked_organisation(request)
    rows = rolls.residents_roll(seen_by=request.user, as_of=day_of(request), organisation=one)
    may_keep = one is not None and may_keep_residents_roll.test(request.user, one)
    context = {"organisation": one, "lead": one.name if one else "", "may_keep": may_keep}
    return Residents(request, rows).response("organisations/residents.html", context)


@GET_OR_POST
@page(may_keep_party_roll)
@once
def member_admit(request, pk: int):
    branch = reached(request, Right.KEEP_PARTY_ROLL, pk)
    form = forms.AdmitForm(request.POST or None, by=request.user, organisation=branch)
    back = f"{reverse('members')}?organisation={pk}"
    texts = {"title": _("登记党员"), "done": _("党员已登记。")}
    return answer(request, form, commands.admit_member, back=back, about=branch, branch=branch, **texts)


def _kept_membership(request, pk: int) -> PartyMembership:
    """The membership, if the account keeps the roll on which it stands; else 404."""
    row = get_object_or_404(PartyMembership.objects.select_related("person", "branch"), pk=pk)
    if not reaches(request.user, Right.KEEP_PARTY_ROLL, row.branch):
        raise Http404
    return row


@GET_OR_POST
@page(may_keep_party_roll)
@once
def member_transfer(request, pk: int):
    row = _kept_membership(request, pk)
    form = forms.TransferForm(request.POST or None, by=request.user, organisation=row.branch)
    back = reverse("person", args=[row.person_id])
    texts = {"title": _("转接%(name)s的组织关系") % {"name": row.person.name}, "done": _("组织关系已转接。")}
    return answer(request, form, commands.transfer_member, back=back, person=row.person, **texts)


@GET_OR_POST
@page(may_keep_party_roll)
@once
def member_full(request, pk: int):
    row = _kept_membership(request, pk)
    form = forms.MakeFullForm(request.POST or None, by=request.user, organisation=row.branch)
    back = reverse("person", args=[row.person_id])
    texts = {"title": _("%(name)s转为正式党员") % {"name": row.person.name}, "done": _("已转正。")}
    return answer(request, form, commands.make_full, back=back, person=row.person, **texts)


@GET_OR_POST
@page(may_keep_party_roll)
@once
def member_end(request, pk: int):
    row = _kept_membership(request, pk)
    form = forms.EndMembershipForm(request.POST or None, by=request.user, organisation=row.branch)
    back = f"{reverse('members')}?organisation={row.branch_id}"
    texts = {"title": _("终止%(name)s的组织关系") % {"name": row.person.name}, "done": _("组织关系已终止。")}
    return answer(request, form, commands.end_membership, back=back, person=row.person, **texts)


@GET_OR_POST
@page(may_keep_residents_roll)
@once
def settle(request, pk: int):
    territory = reached(request, Right.KEEP_RESIDENTS_ROLL, pk)
    form = forms.SettleForm(request.POST or None, by=request.user, organisation=territory)
    back = f"{reverse('residents')}?organisation={pk}"
    texts = {"title": _("登记居民"), "done": _("住址已登记。")}
    return answer(
        request, form, commands.settle_or_ask, back=back, about=territory, territory=territory, **texts
    )
