"""Pages that belong to no domain: a job, the gallery of components, language and theme."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme
from django.views import i18n
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel import gallery, jobs, takeaway
from jiceng.kernel.access import anyone, page, signed_in
from jiceng.kernel.models import Job
from jiceng.kernel.pages import THEMES
from jiceng.kernel.workbook import XLSX

YEAR = 365 * 24 * 3600


@page(signed_in)
@require_safe
def job(request, pk: int):
    """A job's page: how far it is, and its result; only for who began it."""
    own = _own(request, pk)
    return render(request, "kernel/job.html", {"job": own, "file_until": takeaway.until_of(own)})


@page(signed_in)
@require_safe
def job_panel(request, pk: int):
    """The job as part of a page, asked for again and again until it ends: then the page around it is drawn anew."""
    return _panel(request, _own(request, pk))


@page(signed_in)
@require_POST
def job_stop(request, pk: int):
    own = _own(request, pk)
    jobs.ask_to_stop(by=request.user, job=own)
    return _panel(request, own) if request.htmx else redirect("job", pk)


@page(signed_in)
@require_POST
def job_file(request, pk: int):
    """What a job made, taken away by whoever began it."""
    own = _own(request, pk)
    try:
        data = takeaway.fetch(by=request.user, job=own)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("job", pk)
    name = content_disposition_header(True, own.result["name"])
    return HttpResponse(
        data, content_type=XLSX, headers={"Content-Disposition": name, "Cache-Control": "no-store"}
    )


def _panel(request, own: Job) -> HttpResponse:
    response = render(request, "kernel/job_panel.html", {"job": own})
    if own.ended and request.htmx:
        response["HX-Refresh"] = "true"
    return response


def _own(request, pk: int) -> Job:
    return get_object_or_404(Job, pk=pk, account_id=request.user.pk)


@page(anyone)
@require_POST
def set_theme(request):
    """Light, dark or as the system has it, kept in a cookie for a year."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        response.set_cookie("theme", theme, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    return response


@page(anyone)
@require_POST
def set_language(request):
    return i18n.set_language(request)


@page(anyone)
@require_safe
def components_gallery(request):
    """Every component in every state; nothing of it comes from the database."""
    return render(request, "kernel/gallery.html", gallery.everything(request))
