"""Accounts, for system and security administrators."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiceng.kernel.access import page, provider
from jiceng.kernel.components import Crumb, Fact
from jiceng.kernel.once import once
from jiceng.kernel.queries import record_of
from jiceng.kernel.words import moment_text, strung
from jiceng.people import commands, queries
from jiceng.people.forms import FindPersonForm, OpenAccountForm, WhyForm
from jiceng.people.rules import (
    may_close_account,
    may_free_account,
    may_keep_accounts,
    may_release_locks,
    may_see_accounts,
)
from jiceng.people.shown_once import keep_for_showing, show
from jiceng.people.tables import Accounts


@require_GET
@page(may_see_accounts)
def accounts(request):
    table = Accounts(request, queries.accounts(seen_by=request.user))
    return table.response("people/accounts.html", {"may_open": may_keep_accounts.test(request.user)})


@never_cache
@require_GET
@page(may_see_accounts)
def account(request, pk: int):
    row = get_object_or_404(queries.accounts(seen_by=request.user), pk=pk)
    context = {
        "account": row,
        "locked": queries.is_locked(row),
        "roles": provider().held_roles(row),
        "facts": _facts(row),
        "crumbs": [Crumb(pgettext("列表", "账号"), reverse("accounts")), Crumb(row.username)],
        "password": show(request),
        "entries": record_of(target=row),
        "form": WhyForm(),
        "may_close": may_close_account.test(request.user, row),
        "may_free": may_free_account.test(request.user, row),
    }
    return render(request, "people/account.html", context)


def _facts(row) -> list[Fact]:
    return [
        Fact(_("姓名"), row.person.name if row.person else ""),
        Fact(_("开通时间"), moment_text(row.created_at)),
        Fact(_("上次登录"), moment_text(row.last_login) or _("从未登录")),
        Fact(_("二次验证"), _("已开通") if row.has_factor else _("未开通")),
        Fact(_("最近输错"), row.failures),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@page(may_keep_accounts)
@once
def account_open(request):
    """First find the person (GET ?text=), then name the account (POST)."""
    form = OpenAccountForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        wish = {"person": form.cleaned_data["person"], "username": form.cleaned_data["username"]}
        try:
            opened, password = commands.open_account(by=request.user, **wish)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            keep_for_showing(request, password)
            return redirect("account", opened.pk)
    context = {"form": form, "find": FindPersonForm(request.GET or None), "text": _text(request)}
    context["found"] = _found(request)
    return render(request, "people/account_open.html", context, status=422 if form.errors else 200)


def _text(request) -> str:
    return request.GET.get("text", "").strip()[:60]


def _found(request) -> list[tuple]:
    """People without an account, each with the posts that tell namesakes apart and a form of its own."""
    people = queries.people_without_account(seen_by=request.user, text=_text(request))
    posts = provider().posts_of(person.pk for person in people)
    return [
        (
            person,
            strung(posts.get(person.pk, ())),
            OpenAccountForm(
                initial={"person": person.pk, "username": person.pinyin}, auto_id=f"p{person.pk}_%s"
            ),
        )
        for person in people
    ]


def _act(request, pk: int, command, done: str):
    """One change of an account with its reason; back to the account's page, with the fault in words if refused."""
    row = get_object_or_404(queries.accounts(seen_by=request.user), pk=pk)
    form = WhyForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请写明事由。"))
        return redirect("account", pk)
    secret = command(by=request.user, account=row, why=form.cleaned_data["why"])
    if secret:
        keep_for_showing(request, secret)
    messages.success(request, done)
    return redirect("account", pk)


@require_POST
@page(may_keep_accounts)
@once
def account_deactivate(request, pk: int):
    return _act(request, pk, commands.deactivate_account, _("账号已停用，已登录的设备全部退出。"))


@require_POST
@page(may_keep_accounts)
@once
def account_reactivate(request, pk: int):
    return _act(request, pk, commands.reactivate_account, _("账号已恢复。"))


@require_POST
@page(may_keep_accounts)
@once
def account_reset(request, pk: int):
    return _act(request, pk, commands.reset_password, _("密码已重置，请把一次性密码当面交给本人。"))


@require_POST
@page(may_release_locks)
@once
def account_release(request, pk: int):
    return _act(request, pk, commands.release_lock, _("已解除锁定，可以重新登录。"))


@require_POST
@page(may_release_locks)
@once
def account_factor(request, pk: int):
    return _act(request, pk, commands.remove_second_factor, _("已收回二次验证，请本人尽快重新开通。"))
