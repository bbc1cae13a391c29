"""A page of one form."""

from django.shortcuts import render

from jiceng.kernel.components import Crumb


def form_page(request, form, title: str, lead: str, back: str, **more):
    crumbs = [Crumb(lead, back), Crumb(title)]
    context = {"form": form, "title": title, "crumbs": crumbs, "back": back, **more}
    return render(request, "cadres/form.html", context, status=422 if form.errors else 200)
