"""Institutions to write: a draft, its whole text, what it would do, its day of force."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from jiceng.institutions.commands import editions
from jiceng.institutions.library_forms import PublishForm, TextForm, WithdrawForm
from jiceng.institutions.models import Edition
from jiceng.institutions.queries import library
from jiceng.institutions.queries.effect import effect_of
from jiceng.institutions.reading import edit, errors, read
from jiceng.institutions.reading.shipped import TEMPLATE
from jiceng.institutions.rules import may_keep_institutions
from jiceng.institutions.views.library import crumbs, days_of, institution_or_404
from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import OnceForm, once
from jiceng.kernel.pages import number_in, today
from jiceng.organisations.commands import ImpossibleError


def draft_or_404(pk: int) -> Edition:
    rows = Edition.objects.filter(published_at__isnull=True).select_related("institution", "author__person")
    return get_object_or_404(rows, pk=pk)


def trail(request, edition: Edition) -> list[Crumb]:
    """To the wall and the draft."""
    return crumbs(request, Crumb(edition.institution.name, reverse("edition_draft", args=[edition.pk])))


def carried_out(form, command, **kwargs):
    """What the command gave back, or None with the refusal among the form's errors."""
    try:
        return command(**kwargs)
    except ImpossibleError as error:
        form.add_error(None, error)
    except editions.ValidationError as error:
        form.add_error(None, error)
    return None


def say_saved(request, edition: Edition) -> None:
    """Kept; and when it contradicts itself, other institutions or the law, that too."""
    found = errors(library.checked(edition.source_text, edition.institution, edition.valid_from).faults)
    if not found:
        messages.success(request, _("草稿已保存。"))
        return
    said = ngettext(
        "草稿已保存；还有%(count)d处错误或冲突，改正之后才能发布。",
        "草稿已保存；还有%(count)d处错误或冲突，改正之后才能发布。",
        len(found),
    )
    messages.warning(request, said % {"count": len(found)})


def text_page(request, form: TextForm, edition: Edition | None, **more):
    """The editor with what is wrong at each line; 422 when the form came back."""
    text = form["text"].value() or ""
    institution = edition.institution if edition else None
    context = {
        "form": form,
        "editor": "",
        "edition": edition,
        "faults": library.checked(text, institution, edition.valid_from if edition else today()).faults,
        "lines": range(1, text.count("\n") + 2),
        "check_url": reverse("edition_check") + (f"?draft={edition.pk}" if edition else ""),
        "crumbs": trail(request, edition) if edition else crumbs(request, Crumb(_("新制度"))),
        **more,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "institutions/edition_text.html", context, status=status)


@page(may_keep_institutions)
@once
def institution_new_text(request):
    """A county's own institution as a file, from a template with comments."""
    form = TextForm(request.POST or None, initial={"text": TEMPLATE.read_text(encoding="utf-8")})
    if request.method == "POST" and form.is_valid():
        text, why = form.cleaned_data["text"], form.cleaned_data["why"]
        made = carried_out(form, editions.draft_edition, by=request.user, text=text, why=why)
        if made:
            say_saved(request, made)
            return redirect("edition_draft", made.pk)
    return text_page(request, form, None)


@page(may_keep_institutions)
@require_POST
@once
def institution_revise(request, slug):
    """A draft from the edition in force, as the county's own."""
    found = institution_or_404(request, slug)
    former = editions.edition_before(found, today())
    text = edit.changed(former.source_text, {("pack",): editions.COUNTY, ("effective_to",): None})
    made = editions.draft_edition(by=request.user, institution=found, text=text)
    messages.success(request, _("已从现行版本起草新版本；发布之前不影响任何人。"))
    return redirect("edition_draft", made.pk)


@require_safe
@page(may_keep_institutions)
def edition_draft(request, pk):
    edition = draft_or_404(pk)
    on = edition.valid_from if edition.valid_from > today() else today()
    effect = effect_of(edition, on)
    file = read(edition.source_text).file
    context = {
        "edition": edition,
        "effect": effect,
        "obligations": list(enumerate(file.obligations)) if file else [],
        "articles": list(enumerate(file.clauses)) if file else [],
        "publish": PublishForm(initial={"on": on, "why": edition.why}),
        "withdraw": WithdrawForm(),
        "key": OnceForm(),
        "days": days_of(edition),
        "crumbs": crumbs(request, Crumb(edition.institution.name)),
    }
    return render(request, "institutions/edition_draft.html", context)


@page(may_keep_institutions)
@once
def edition_text(request, pk):
    edition = draft_or_404(pk)
    form = TextForm(request.POST or None, initial={"text": edition.source_text, "why": edition.why})
    if request.method == "POST" and form.is_valid():
        text, why = form.cleaned_data["text"], form.cleaned_data["why"]
        if carried_out(form, editions.change_draft, by=request.user, edition=edition, text=text, why=why):
            say_saved(request, draft_or_404(pk))
            return redirect("edition_draft", edition.pk)
    return text_page(request, form, edition)


@page(may_keep_institutions)
@require_POST
def edition_check(request):
    """What is wrong with a text that is being written; keeps nothing. ?draft=7 says whose draft it is."""
    text = request.POST.get("text", "").replace("\r\n", "\n")
    found = Edition.objects.select_related("institution").filter(
        pk=number_in(request.GET.get("draft", "")) or 0, published_at__isnull=True
    )
    edition = found.first()
    institution = edition.institution if edition else None
    faults = library.checked(text, institution, edition.valid_from if edition else today()).faults
    return render(request, "institutions/edition_faults.html", {"faults": faults, "editor": ""})


@page(may_keep_institutions)
@once
def edition_publish(request, pk):
    """What it would do on the day chosen (?on=2027-01-01), and the publishing."""
    edition = draft_or_404(pk)
    form = PublishForm(
        request.POST or None, initial={"on": max(today(), edition.valid_from), "why": edition.why}
    )
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("on", "why")}
        if carried_out(form, editions.publish_edition, by=request.user, edition=edition, **data):
            messages.success(request, _("已发布。"))
            return redirect("institution_history", edition.institution.key)
    on = form.cleaned_data.get("on") if form.is_bound and hasattr(form, "cleaned_data") else None
    effect = effect_of(edition, max(on or edition.valid_from, today()))
    context = {"edition": edition, "form": form, "effect": effect, "crumbs": trail(request, edition)}
    return render(request, "institutions/edition_publish.html", context, status=422 if form.errors else 200)


@page(may_keep_institutions)
@require_POST
@once
def edition_withdraw(request, pk):
    edition = draft_or_404(pk)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        editions.withdraw_draft(by=request.user, edition=edition, why=form.cleaned_data["why"])
        messages.success(request, _("草稿已撤回。"))
        return redirect("institutions")
    return redirect("edition_draft", pk)
