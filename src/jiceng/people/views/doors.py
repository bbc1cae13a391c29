"""Coming in and going: the same answer for every reason to refuse, so that nobody learns which accounts exist."""

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from jiceng.kernel.access import anyone, page
from jiceng.people import commands, queries
from jiceng.people.devices import device_of, remember
from jiceng.people.forms import CodeForm, LogInForm
from jiceng.people.models import Account

BACKEND = "django.contrib.auth.backends.ModelBackend"
CODE_WITHIN_SECONDS = 300


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page(anyone)
def log_in(request):
    if request.user.is_authenticated:
        return redirect(_target(request))
    form = LogInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        known = device_of(request, form.cleaned_data["username"])
        if not known and queries.failures_from(_address(request)) >= settings.ADDRESS_FAILURE_LIMIT:
            return locked_out(request)
        account = auth.authenticate(request, **form.cleaned_data)
        if account is not None:
            return _let_in(request, account)
        form.add_error(None, _("账号或密码不对。连续输错几次会暂停登录一刻钟。"))
    context = {"form": form, "next": _next(request), "ended": settings.SESSION_COOKIE_NAME in request.COOKIES}
    return render(request, "people/log_in.html", context, status=422 if form.errors else 200)


def _let_in(request: HttpRequest, account: Account) -> HttpResponse:
    """The password was right: straight in, or by way of the second factor."""
    target = _target(request)
    if not queries.has_second_factor(account):
        return _open_session(request, account, target)
    request.session.cycle_key()
    request.session["waiting"] = {
        "account": account.pk,
        "password": account.get_session_auth_hash(),
        "at": timezone.now().timestamp(),
        "next": target,
    }
    return redirect("verify")


def _open_session(request: HttpRequest, account: Account, target: str) -> HttpResponse:
    request.session.pop("waiting", None)
    auth.login(request, account, backend=BACKEND)
    device = queries.device_name(request.headers.get("User-Agent", ""))
    address = queries.masked_address(_address(request))
    request.session["device"], request.session["address"] = device, address
    commands.log_in(by=account, device=device, address=address)
    response = redirect("password" if account.must_change_password else target)
    remember(response, account.username)
    if account.language:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            account.language,
            max_age=31536000,
            secure=request.is_secure(),
            samesite="Lax",
            httponly=True,
        )
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page(anyone)
def verify(request):
    waiting = request.session.get("waiting")
    account = _waiting_account(waiting)
    if account is None:
        return redirect("log_in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if commands.check_second_factor(account=account, code=form.cleaned_data["code"]):
                return _open_session(request, account, waiting["next"])
        except commands.TooManyTries:
            return locked_out(request)
        form.add_error("code", _("验证码不对，请用最新的数字再试。"))
    return render(request, "people/verify.html", {"form": form}, status=422 if form.errors else 200)


def _waiting_account(waiting: dict | None) -> Account | None:
    """Whose password was right a moment ago, and still is: a new password or a closed account ends the waiting."""
    if not waiting or timezone.now().timestamp() - waiting["at"] > CODE_WITHIN_SECONDS:
        return None
    account = Account.objects.filter(pk=waiting["account"], is_active=True).first()
    if account is None or not queries.has_second_factor(account):
        return None
    same = constant_time_compare(account.get_session_auth_hash(), waiting.get("password", ""))
    return account if same else None


@require_POST
@page(anyone)
def log_out(request):
    if request.user.is_authenticated:
        commands.log_out(by=request.user)
    auth.logout(request)
    return redirect("log_in")


def locked_out(request, original=None, credentials=None) -> HttpResponse:
    """Too many tries, by account or by address; says nothing about whether the account exists."""
    response = render(request, "people/locked_out.html", status=429)
    response["Retry-After"] = str(int(settings.AXES_COOLOFF_TIME * 3600))
    return response


def _address(request: HttpRequest) -> str:
    return request.META.get("REMOTE_ADDR", "")


def _next(request: HttpRequest) -> str:
    """Where to go after log-in, if it is a page of this site."""
    wish = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wish, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wish if safe and wish.startswith("/") else ""


def _target(request: HttpRequest) -> str:
    return _next(request) or resolve_url(settings.LOGIN_REDIRECT_URL)
