"""The front page, the search, and what residents see without an account."""

import sys

from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from jiceng.kernel import frontpage, navigation, search
from jiceng.kernel.access import anyone, page, signed_in
from jiceng.kernel.answers import is_waiting_in_vain
from jiceng.kernel.pages import day_of
from jiceng.portal import queries


@page(anyone)
@require_safe
def today(request):
    """What needs me today, and how does my unit stand; residents without account get the public page."""
    if not signed_in.test(request.user):
        return render(request, "portal/welcome.html", queries.public_picture(as_of=day_of(request)))
    day = day_of(request)
    return render(
        request,
        "portal/today.html",
        {
            "cards": frontpage.cards(seen_by=request.user, as_of=day),
            "figures": frontpage.figures(seen_by=request.user, as_of=day),
            "here": navigation.seat(request.user, day),
        },
    )


@page(signed_in)
@require_safe
def search_everything(request):
    """The palette's list for htmx, a page of its own without script."""
    text = request.GET.get("q", "").strip()
    day = day_of(request)
    limit = 6 if request.htmx else 20
    groups = search.everywhere(seen_by=request.user, text=text, as_of=day, limit=limit)
    template = "portal/search_hits.html" if request.htmx else "portal/search.html"
    return render(request, template, {"groups": groups, "text": text})


def not_understood(request, exception):
    """400, and 413 for a body beyond the limits."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def refused(request, exception):
    """403 with the rule's sentence; a rule that has only a name says nothing to people."""
    sentence = str(exception)
    return render(request, "403.html", {"sentence": "" if sentence.isascii() else sentence}, status=403)


def broken(request):
    """500; 503 where somebody else's writing took longer than one waits. Nothing is asked of the database."""
    if not is_waiting_in_vain(sys.exception()):
        return HttpResponse(render_to_string("500.html"), status=500)
    return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "60"})
