"""A double click, a retry, a lost answer never doubles anything: each form that counts carries a key."""

import uuid
from collections.abc import Callable
from functools import wraps

from cryptography.exceptions import InvalidTag
from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect, reswap, retarget

from jiceng.kernel.crypt import seal, unseal
from jiceng.kernel.given_back import given
from jiceng.kernel.models import Submission
from jiceng.kernel.secrecy import Unmarked, fault_of_request, labels_heard


class KeyField(forms.UUIDField):
    """Hidden field that bears the key, made anew with each empty form."""

    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(initial=uuid.uuid4, required=True)


class OnceForm(Unmarked):
    """A form whose effect counts."""

    submission_key = KeyField()


def done(response: HttpResponse) -> bool:
    """A redirect (also htmx's own) or 201/204 means that the write happened; a page means the form came back."""
    return (
        300 <= response.status_code < 400
        or response.status_code in {201, 204}
        or "HX-Redirect" in response.headers
    )


def sealed(address: str) -> str:
    """Without an account the address itself may be the secret that opens a page."""
    return seal(address) if address else ""


def opened(answer: str) -> str:
    """Empty for what cannot be read: an answer kept before such answers were sealed."""
    try:
        return unseal(answer) if answer else ""
    except (ValueError, InvalidTag):
        return ""


def told(request, refusal: ValidationError) -> HttpResponse:
    """What a page no longer shows truly (another was quicker, it stood open too long) is impossible, not broken: the
    command's sentence, on the page from which it was asked."""
    messages.error(request, " ".join(refusal.messages))
    asked_from = request.htmx.current_url or request.headers.get("Referer", "")
    here = {request.get_host()}
    known = url_has_allowed_host_and_scheme(asked_from, here, require_https=request.is_secure())
    back = asked_from if known else "/"
    return HttpResponseClientRedirect(back) if request.htmx else redirect(back)


def kept_out(request, fault: str, labels: dict[str, str]) -> HttpResponse:
    """The answer to what may not be kept: all that was written, to be mended and sent again. What the view said of its
    success is not told."""
    for _message in messages.get_messages(request):
        pass
    base = "kernel/base.html" if request.user.is_authenticated else "kernel/public.html"
    context = {"fault": fault, "given": given(request, labels), "base": base}
    response = render(request, "kernel/kept_out.html", context, status=422)
    return retarget(reswap(response, "innerHTML"), "body") if request.htmx else response


def carried_out(request, key: uuid.UUID, answered: Callable[[], HttpResponse]) -> HttpResponse:
    """The view's answer, all in one transaction; nothing of it stays where the form came back or bore a mark. The page
    that gives back what was written is drawn once the transaction is over."""
    fault = ""
    with transaction.atomic(), labels_heard() as labels:
        row = Submission.objects.create(
            key=key, account_id=request.user.pk, view=request.resolver_match.view_name
        )
        response = answered()
        if not done(response) or (fault := fault_of_request(request)):
            transaction.set_rollback(True)
        else:
            answer = response.headers.get("Location") or response.headers.get("HX-Redirect", "")
            row.answer = sealed(answer) if row.account_id is None else answer
            row.save(update_fields=["answer"])
    return kept_out(request, fault, labels) if fault else response


def once(view):
    """For POST views that write: the whole view runs in one transaction that uses up the form's key. The same
    key again gets the first answer's address, and nothing is written twice; a key of another form or another account
    is refused (409). A view that fails or answers with the form again (status 422 or 200) uses nothing up. What a
    command says is impossible, and no form took up, is told. What bears a mark of secrecy is not written, even where
    no form of the view saw it."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.method != "POST":
            return view(request, *args, **kwargs)
        try:
            key = uuid.UUID(request.POST.get("submission_key", ""))
        except ValueError as error:
            raise BadRequest("submission_key missing") from error
        try:
            return carried_out(request, key, lambda: view(request, *args, **kwargs))
        except ValidationError as refusal:
            return told(request, refusal)
        except IntegrityError:
            first = Submission.objects.filter(key=key).first()
            if first is None:
                raise
            if (first.account_id, first.view) != (request.user.pk, request.resolver_match.view_name):
                return render(request, "kernel/conflict.html", status=409)
            answer = opened(first.answer) if first.account_id is None else first.answer
            return redirect(answer or request.path)

    guarded.counts_once = True
    return guarded
