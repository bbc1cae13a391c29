"""Institutions to read: the wall, one as a document, its editions, two side by side, the file."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from jiceng.institutions.models import Edition, Institution
from jiceng.institutions.queries import library
from jiceng.institutions.rules import may_keep_institutions, may_see_duties
from jiceng.kernel.access import page, signed_in
from jiceng.kernel.components import Crumb, Figure, Tab
from jiceng.kernel.once import OnceForm
from jiceng.kernel.pages import dated, day_of, number_in, written_day
from jiceng.kernel.units import ARTICLES, ITEMS


def crumbs(request, *more: Crumb) -> list[Crumb]:
    return [Crumb(pgettext("列表", "制度"), dated(request, reverse("institutions"))), *more]


def tabs_of(request, institution: Institution, active: str) -> list[Tab]:
    rows = (
        ("text", _("条文"), "institution"),
        ("history", pgettext("制度", "版本"), "institution_history"),
        ("compare", _("对照"), "institution_compare"),
    )
    return [
        Tab(label, dated(request, reverse(name, args=[institution.key])), active == key)
        for key, label, name in rows
    ]


def institution_or_404(request, slug: str) -> Institution:
    """One with a published edition; drafts of new ones are only for those who keep institutions."""
    institution = get_object_or_404(Institution, key=slug)
    if not institution.editions.filter(published_at__isnull=False).exists():
        raise Http404
    return institution


def edition_or_404(request, pk: int) -> Edition:
    """A published edition, or a draft for those who keep institutions."""
    edition = get_object_or_404(Edition.objects.select_related("institution", "author__person"), pk=pk)
    if edition.published_at is None and not may_keep_institutions.test(request.user):
        raise Http404
    return edition


def days_of(edition: Edition) -> str:
    """“2026年1月1日起施行”, with its end when it has one."""
    start = _("%(day)s起施行") % {"day": written_day(edition.valid_from)}
    if edition.valid_to is None:
        return start
    return _("%(start)s，%(day)s停止施行") % {"start": start, "day": written_day(edition.valid_to)}


@require_safe
@page(signed_in)
def institutions(request):
    day = day_of(request)
    rows = library.wall(seen_by=request.user, as_of=day)
    figures = [
        Figure(pgettext("列表", "制度"), len(rows), ITEMS),
        Figure(pgettext("列表", "义务"), sum(row.obligations for row in rows), ITEMS),
        Figure(_("待核对原文"), sum(row.to_verify for row in rows), ITEMS),
    ]
    context = {
        "rows": [(row, days_of(row.edition)) for row in rows],
        "figures": figures,
        "drafts": library.drafts(seen_by=request.user),
        "may_keep": may_keep_institutions.test(request.user),
    }
    return render(request, "institutions/institutions.html", context)


def shown(request, edition: Edition, active: str = "text", **more) -> dict:
    """What the page of an edition needs."""
    institution = edition.institution
    found = library.document(edition, day_of(request))
    return {
        "institution": institution,
        "edition": edition,
        "document": found,
        "days": days_of(edition),
        "is_draft": edition.published_at is None,
        "tabs": tabs_of(request, institution, active) if edition.published_at else [],
        "crumbs": crumbs(request, Crumb(institution.name)),
        "figures": [
            Figure(_("条文"), len(found.articles), ARTICLES),
            Figure(pgettext("列表", "义务"), len(found.obligations), ITEMS),
            Figure(_("待核对原文"), found.to_verify, ITEMS),
            Figure(pgettext("制度", "版本"), edition.version),
        ],
        "may_keep": may_keep_institutions.test(request.user),
        "key": OnceForm(),
        "sees_duties": edition.published_at is not None and may_see_duties.test(request.user),
        "year": day_of(request).year,
        **more,
    }


@require_safe
@page(signed_in)
def institution(request, slug):
    found = institution_or_404(request, slug)
    edition = library.edition_on(found, day_of(request))
    if edition is None:
        context = {"institution": found, "tabs": tabs_of(request, found, "text"), "crumbs": crumbs(request)}
        return render(request, "institutions/institution_none.html", context)
    drafts = library.drafts(seen_by=request.user).filter(institution=found)
    return render(request, "institutions/institution.html", shown(request, edition, drafts=drafts))


@require_safe
@page(signed_in)
def edition(request, pk):
    found = edition_or_404(request, pk)
    return render(request, "institutions/edition.html", shown(request, found, drafts=[]))


@require_safe
@page(signed_in)
def institution_history(request, slug):
    found = institution_or_404(request, slug)
    day = day_of(request)
    rows = [(one, days_of(one), library.holds(one, day)) for one in library.history(found)]
    context = {
        "institution": found,
        "rows": rows,
        "tabs": tabs_of(request, found, "history"),
        "crumbs": crumbs(request, Crumb(found.name, dated(request, reverse("institution", args=[slug])))),
    }
    return render(request, "institutions/institution_history.html", context)


@require_safe
@page(signed_in)
def institution_compare(request, slug):
    """?before=7&after=9 are editions; by default the newest with the one before it."""
    found = institution_or_404(request, slug)
    rows = list(library.history(found))
    known = {one.pk: one for one in rows}
    after = known.get(number_in(request.GET.get("after", "")) or 0, rows[0])
    former = rows[rows.index(after) + 1 :][:1] or [after]
    before = known.get(number_in(request.GET.get("before", "")) or 0, former[0])
    context = {
        "institution": found,
        "editions": [(one, days_of(one)) for one in rows],
        "before": (before, days_of(before)),
        "after": (after, days_of(after)),
        "difference": library.compared(library.document(before), library.document(after)),
        "tabs": tabs_of(request, found, "compare"),
        "crumbs": crumbs(request, Crumb(found.name, dated(request, reverse("institution", args=[slug])))),
    }
    return render(request, "institutions/institution_compare.html", context)


@require_safe
@page(signed_in)
def edition_file(request, pk):
    """The file as it is, to keep or to send on; `jiceng institutions check` reads it."""
    found = edition_or_404(request, pk)
    answer = HttpResponse(found.source_text, content_type="text/yaml; charset=utf-8")
    name = f"{found.institution.number:02d}-{found.institution.key}-v{found.version}.yaml"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
