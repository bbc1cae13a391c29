"""Found, rename, move, merge, split, abolish: one page each, on a day, with the document."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jiceng.kernel.access import page
from jiceng.kernel.once import once
from jiceng.organisations import commands, forms
from jiceng.organisations.enums import Right
from jiceng.organisations.models import Organisation
from jiceng.organisations.rules import may_keep_organisations
from jiceng.organisations.views.answers import answer, reached

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


def _page_of(organisation: Organisation) -> str:
    return reverse("organisation", args=[organisation.pk])


@GET_OR_POST
@page(may_keep_organisations)
@once
def organisation_found(request):
    asked = {
        name: request.GET[name] for name in ("kind", "territory", "party_superior") if name in request.GET
    }
    form = forms.FoundForm(request.POST or None, by=request.user, initial=asked)
    back = reverse("organisations")
    title, done = _("设立组织"), _("组织已设立。")
    return answer(request, form, commands.found, title=title, back=back, done=done)


@GET_OR_POST
@page(may_keep_organisations)
@once
def organisation_rename(request, pk: int):
    one = reached(request, Right.KEEP_ORGANISATIONS, pk)
    initial = {"name": one.name, "short_name": one.short_name}
    form = forms.RenameForm(request.POST or None, by=request.user, organisation=one, initial=initial)
    title = _("“%(name)s”更名") % {"name": one.name}
    texts = {"title": title, "back": _page_of(one), "done": _("已更名。")}
    return answer(request, form, commands.rename, about=one, organisation=one, **texts)


@GET_OR_POST
@page(may_keep_organisations)
@once
def organisation_move(request, pk: int):
    one = reached(request, Right.KEEP_ORGANISATIONS, pk)
    form = forms.MoveForm(request.POST or None, by=request.user, organisation=one)
    title = _("变更“%(name)s”的上级") % {"name": one.name}
    texts = {"title": title, "back": _page_of(one), "done": _("隶属关系已变更，下级随同划转。")}
    return answer(request, form, commands.place, about=one, organisation=one, **texts)


@GET_OR_POST
@page(may_keep_organisations)
@once
def organisation_abolish(request, pk: int):
    one = reached(request, Right.KEEP_ORGANISATIONS, pk)
    form = forms.AbolishForm(request.POST or None, by=request.user, organisation=one)
    title = _("撤销“%(name)s”") % {"name": one.name}
    texts = {"title": title, "back": _page_of(one), "done": _("已撤销。")}
    return answer(request, form, commands.abolish, about=one, organisation=one, **texts)


@GET_OR_POST
@page(may_keep_organisations)
@once
def organisation_merge(request, pk: int):
    one = reached(request, Right.KEEP_ORGANISATIONS, pk)
    form = forms.MergeForm(request.POST or None, by=request.user, organisation=one)
    title = _("把“%(name)s”并入其他组织") % {"name": one.name}
    texts = {"title": title, "back": _page_of(one), "done": _("已合并。")}
    return answer(request, form, commands.merge, about=one, predecessors=[one], **texts)


@GET_OR_POST
@page(may_keep_organisations)
@once
def organisation_split(request, pk: int):
    one = reached(request, Right.KEEP_ORGANISATIONS, pk)
    form = forms.SplitForm(request.POST or None, by=request.user, organisation=one)
    title = _("拆分“%(name)s”") % {"name": one.name}
    texts = {"title": title, "back": _page_of(one), "done": _("已拆分。")}
    return answer(request, form, commands.split_in_two, about=one, organisation=one, **texts)


@GET_OR_POST
@page(may_keep_organisations)
@once
def organisation_succeed(request, pk: int):
    one = reached(request, Right.KEEP_ORGANISATIONS, pk)
    form = forms.SucceedForm(request.POST or None, by=request.user, organisation=one)
    title = _("改设“%(name)s”") % {"name": one.name}
    texts = {"title": title, "back": _page_of(one), "done": _("已改设。")}
    return answer(request, form, commands.change_form, about=one, organisation=one, **texts)


@GET_OR_POST
@page(may_keep_organisations)
@once
def territory_count(request, pk: int):
    one = reached(request, Right.KEEP_ORGANISATIONS, pk)
    form = forms.CountForm(request.POST or None, by=request.user, organisation=one)
    title = _("登记“%(name)s”的辖区数据") % {"name": one.name}
    texts = {"title": title, "back": _page_of(one), "done": _("辖区数据已登记。")}
    return answer(request, form, commands.count_territory, about=one, territory=one, **texts)
