"""The register of files, and one file."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiceng.cadres import rules
from jiceng.cadres.queries import files as queries
from jiceng.cadres.tables import Cadres
from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb
from jiceng.kernel.pages import day_of


@page(rules.may_see_files)
@require_safe
def cadres(request):
    table = Cadres(request, queries.files(seen_by=request.user, as_of=day_of(request)))
    return table.response("cadres/cadres.html")


@page(rules.may_read_own)
@require_safe
def cadre(request, pk):
    file = queries.file_or_404(pk, seen_by=request.user, as_of=day_of(request))
    context = {"file": file, "crumbs": [Crumb(_("干部名册"), reverse("cadres")), Crumb(file.person.name)]}
    return render(request, "cadres/cadre.html", context)
