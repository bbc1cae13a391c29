"""Writing an institution by forms: its beginning, its articles, its obligations. The file is written along."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiceng.institutions.commands import editions
from jiceng.institutions.library_forms import ArticleForm, InstitutionForm, WithdrawForm
from jiceng.institutions.models import Edition
from jiceng.institutions.obligation_form import ObligationForm
from jiceng.institutions.queries import library
from jiceng.institutions.reading import InstitutionFile, edit, read
from jiceng.institutions.rules import may_keep_institutions
from jiceng.institutions.views.editing import carried_out, draft_or_404, say_saved, trail
from jiceng.institutions.views.library import crumbs
from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import dated, number_in


@page(may_keep_institutions)
@once
def institution_new(request):
    """A county's own institution, begun with its first article."""
    form = InstitutionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("name", "purpose", "on", "title", "text")}
        text = edit.begun(number=library.next_number(), **data)
        made = carried_out(form, editions.draft_edition, by=request.user, text=text)
        if made:
            messages.success(request, _("草稿已建立；再加条文和义务，看过影响之后发布。"))
            return redirect("edition_draft", made.pk)
    context = {"form": form, "crumbs": crumbs(request, Crumb(_("新制度")))}
    return render(request, "institutions/institution_new.html", context, status=422 if form.errors else 200)


def entry_of(edition: Edition, asked: str | None, name: str):
    """The file and the entry that ?n= asks for, None for a new one; 404 when it is not there."""
    file = read(edition.source_text).file
    if file is None:
        raise Http404
    if asked is None:
        return file, None, 0
    entries, place = getattr(file, name), number_in(asked)
    if place is None or place >= len(entries):
        raise Http404
    return file, entries[place], place


def kept(request, form, edition: Edition, text: str, anchor: str):
    """Change the draft; back to it, or None with the refusal in the form."""
    if not carried_out(form, editions.change_draft, by=request.user, edition=edition, text=text):
        return None
    say_saved(request, draft_or_404(edition.pk))
    return redirect(dated(request, reverse("edition_draft", args=[edition.pk])) + anchor)


@page(may_keep_institutions)
@once
def edition_article(request, pk):
    """One article by form; ?n=3 is its place in the text, none for a new one at the end."""
    edition = draft_or_404(pk)
    file, part, place = entry_of(edition, request.GET.get("n"), "clauses")
    form = ArticleForm(request.POST or None, part=part)
    if request.method == "POST" and form.is_valid():
        answer = kept(request, form, edition, _with_article(edition, file, part, place, form), "#articles")
        if answer:
            return answer
    context = {"edition": edition, "part": part, "form": form, "crumbs": trail(request, edition)}
    return render(request, "institutions/edition_article.html", context, status=422 if form.errors else 200)


def _with_article(edition: Edition, file: InstitutionFile, part, place: int, form: ArticleForm) -> str:
    values = form.values()
    if part is not None:
        changes = {
            ("clauses", place, name): value
            for name, value in values.items()
            if value.strip() != getattr(part, name).strip()
        }
        return edit.changed(edition.source_text, changes)
    article = max(one.article for one in file.clauses) + 1
    said = {name: value for name, value in values.items() if value}
    return edit.with_entry(edition.source_text, "clauses", {"article": article, **said})


@page(may_keep_institutions)
@once
def edition_obligation(request, pk):
    """One obligation by form; ?n=3 is its place in the text, none for a new one at the end."""
    edition = draft_or_404(pk)
    file, part, place = entry_of(edition, request.GET.get("n"), "obligations")
    form = ObligationForm(request.POST or None, file=file, part=part)
    if request.method == "POST" and form.is_valid():
        if part is not None:
            text = edit.changed(edition.source_text, form.changes(("obligations", place)))
        else:
            text = edit.with_entry(edition.source_text, "obligations", form.entry(library.next_key(file)))
        if answer := kept(request, form, edition, text, "#obligations"):
            return answer
    context = {"edition": edition, "part": part, "form": form, "crumbs": trail(request, edition)}
    status = 422 if form.errors else 200
    return render(request, "institutions/edition_obligation.html", context, status=status)


@page(may_keep_institutions)
@require_POST
@once
def edition_entry_remove(request, pk):
    """An article (?clauses=2) or an obligation (?obligations=0) goes out of the draft; nothing when none is named."""
    edition = draft_or_404(pk)
    name = next((name for name in ("clauses", "obligations") if name in request.GET), "")
    if not name:
        return redirect("edition_draft", pk)
    file, _part, place = entry_of(edition, request.GET[name], name)
    form = WithdrawForm(request.POST)
    if name == "clauses" and len(file.clauses) == 1:
        messages.warning(request, _("制度至少要有一条。"))
    elif form.is_valid():
        text = edit.without_entry(edition.source_text, name, place)
        if answer := kept(request, form, edition, text, f"#{name}"):
            return answer
    return redirect("edition_draft", pk)
