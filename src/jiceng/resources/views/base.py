"""What pages here share."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.kernel.components import Crumb


def form_page(request, form, title: str, lead: str, back: str, **more) -> HttpResponse:
    """One form on a page of its own."""
    crumbs = [Crumb(_("社区用房"), reverse("venue_stock")), Crumb(lead, back)]
    context = {"form": form, "title": title, "lead": lead, "crumbs": crumbs, "back": back, **more}
    return render(request, "resources/form.html", context, status=422 if form.errors else 200)
