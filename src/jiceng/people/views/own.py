"""One's own account: password, second factor, sessions, language, posts and rights in words."""

from collections.abc import Iterator
from contextlib import contextmanager

import segno
from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiceng.kernel.access import page, provider, signed_in
from jiceng.kernel.components import Event, Fact
from jiceng.kernel.once import OnceForm, once
from jiceng.kernel.words import moment_text
from jiceng.people import commands, exports, queries
from jiceng.people.commands.own import TRIES
from jiceng.people.forms import ConfirmPasswordForm, LanguageForm, PasswordForm, SecondFactorForm
from jiceng.people.shown_once import keep_for_showing, show


@never_cache
@require_GET
@page(signed_in)
def me(request):
    entries = queries.own_entries(seen_by=request.user)
    context = {
        "roles": provider().held_roles(request.user),
        "sessions": queries.own_sessions(seen_by=request.user, this=request.session.stored_key),
        "events": [Event(entry.at_text, entry.verb_text, entry.target_name) for entry in entries],
        "safety": _safety(request.user),
        "language_form": LanguageForm(initial={"language": request.LANGUAGE_CODE}),
        "end_form": OnceForm(),
    }
    return render(request, "people/me.html", context)


@contextmanager
def telling(form) -> Iterator[None]:
    """What a command refuses is said in the form."""
    try:
        yield
    except ValidationError as error:
        form.add_error(None, error)


def guessed(request, form, answer: HttpResponse) -> HttpResponse:
    """The form again, with its faults. A session in which the password or code was wrong five times ends:
    who found it open must not guess."""
    if not form.errors:
        return answer
    answer.status_code = 422
    if not {"old", "password", "code"} & set(form.errors):
        return answer
    request.session["wrong"] = request.session.get("wrong", 0) + 1
    if request.session["wrong"] < TRIES:
        return answer
    auth.logout(request)
    return redirect("log_in")


def _safety(account) -> list[Fact]:
    left = queries.open_recovery_codes(account)
    factor = ngettext("已开通，剩%(count)d个恢复码", "已开通，剩%(count)d个恢复码", left) % {"count": left}
    return [
        Fact(_("账号"), account.username),
        Fact(_("二次验证"), factor if queries.has_second_factor(account) else _("未开通")),
        Fact(_("上次登录"), moment_text(account.last_login)),
    ]


@never_cache
@require_GET
@page(signed_in)
def my_data(request):
    """Everything about oneself, to take away (PIPL art. 45). GET with ?format=json gives JSON, else .xlsx."""
    return exports.my_data(seen_by=request.user, as_json=request.GET.get("format") == "json")


@sensitive_post_parameters("old", "new", "again")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page(signed_in)
@once
def password(request):
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with telling(form):
            old, new = form.cleaned_data["old"], form.cleaned_data["new"]
            commands.change_password(by=request.user, old=old, new=new)
            update_session_auth_hash(request, request.user)
            messages.success(request, _("密码已修改，其他设备已退出登录。"))
            return redirect("me")
    return guessed(request, form, render(request, "people/password.html", {"form": form}))


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page(signed_in)
@once
def second_factor(request):
    """GET shows where things stand; POST with the password makes a key, with a code puts it in force."""
    form = SecondFactorForm(request.POST if "code" in request.POST else None)
    begin = ConfirmPasswordForm(request.POST if request.method == "POST" and not form.is_bound else None)
    if begin.is_bound and begin.is_valid():
        with telling(begin):
            commands.begin_second_factor(by=request.user, password=begin.cleaned_data["password"])
            return redirect("second_factor")
    if form.is_bound and form.is_valid():
        with telling(form):
            codes = commands.confirm_second_factor(by=request.user, code=form.cleaned_data["code"])
            request.session.cycle_key()
            keep_for_showing(request, codes)
            return redirect("second_factor")
    answer = render(request, "people/second_factor.html", _factor(request, form, begin))
    return guessed(request, begin if begin.is_bound else form, answer)


def _factor(request, form, begin) -> dict:
    factor = queries.second_factor_of(request.user)
    context = {"form": form, "factor": factor, "begin_form": begin, "codes": show(request)}
    if factor and not factor.confirmed_at:
        address = queries.authenticator_address(request.user, factor)
        context["picture"] = segno.make(address.uri, micro=False).svg_data_uri(scale=5, border=4)
        context["secret"] = address.secret
    return context


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page(signed_in)
@once
def second_factor_end(request):
    form = ConfirmPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with telling(form):
            commands.end_second_factor(by=request.user, password=form.cleaned_data["password"])
            request.session.cycle_key()
            messages.success(request, _("二次验证已关闭。"))
            return redirect("me")
    return guessed(request, form, render(request, "people/second_factor_end.html", {"form": form}))


@require_POST
@page(signed_in)
@once
def sessions(request):
    """End one of the own sessions (`session`), or all but this one."""
    chosen = request.POST.getlist("session")
    ended = commands.end_sessions(
        by=request.user, sessions=chosen or None, keep="" if chosen else request.session.stored_key
    )
    messages.success(
        request, ngettext("已退出 %(ended)d 台设备。", "已退出 %(ended)d 台设备。", ended) % {"ended": ended}
    )
    return redirect("me")


@require_POST
@page(signed_in)
def language(request):
    form = LanguageForm(request.POST)
    wish = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wish, allowed_hosts={request.get_host()})
    response = redirect(wish if safe and wish.startswith("/") else "me")
    if form.is_valid():
        chosen = form.cleaned_data["language"]
        commands.choose_language(by=request.user, language=chosen)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=31536000,
            secure=request.is_secure(),
            samesite="Lax",
            httponly=True,
        )
    return response
