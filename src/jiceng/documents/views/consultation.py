"""Consultations on texts: the list, one text with what was said, the residents' page."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.documents import commands, forms, rules
from jiceng.documents.enums import Right
from jiceng.documents.models import ConsultedText
from jiceng.documents.queries import consultation as queries
from jiceng.documents.queries.documents import document_or_404
from jiceng.documents.queries.plans import plan_or_404
from jiceng.documents.tables import ConsultedTexts
from jiceng.documents.tables_remarks import Entry, PublicTextRemarks, TextRemarks
from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of, number_in, today
from jiceng.kernel.qr import code_of
from jiceng.kernel.queries import record_of


def _crumbs(*more: Crumb) -> list[Crumb]:
    return [Crumb(_("公文"), reverse("documents")), Crumb(_("征求意见"), reverse("consulted_texts")), *more]


def _page(request, form, title: str, lead: str, back: str, **more):
    crumbs = _crumbs(Crumb(lead, back), Crumb(title))
    context = {"form": form, "title": title, "lead": lead, "back": back, "crumbs": crumbs, **more}
    return render(request, "documents/paper_form.html", context, status=422 if form.errors else 200)


@page(rules.may_see_documents)
@require_safe
def consulted_texts(request):
    table = ConsultedTexts(request, queries.texts_on(seen_by=request.user, as_of=day_of(request)))
    return table.response(
        "documents/consulted_texts.html", {"places": queries.consulting(seen_by=request.user)}
    )


@page(rules.may_review)
@once
def consult_new(request, pk):
    """`?document=` takes title and wording from a document on its way, `?plan=` from a plan."""
    office = queries.office_or_404(pk, seen_by=request.user)
    source, plan = _source(request), _plan(request, office)
    form = forms.ConsultForm(request.POST or None, initial=queries.beginning(source, plan), plan=plan)
    if form.is_asked(request):
        form.mended()
    elif request.method == "POST" and form.is_valid():
        data = {"organisation": office, "new": form.new(), "document": source}
        if made := form.carried_out(commands.consult, by=request.user, **data):
            messages.success(request, _("已开始征求意见。"))
            return redirect("consulted_text", made.pk)
    return _page(request, form, _("就文稿征求意见"), office.name, reverse("consulted_texts"))


def _plan(request, office):
    """A plan of the office itself."""
    pk = number_in(request.GET.get("plan", ""))
    row = plan_or_404(pk, seen_by=request.user, as_of=today()) if pk else None
    if row is not None and row.organisation_id != office.pk:
        raise Http404
    return row


def _source(request):
    pk = number_in(request.GET.get("document", ""))
    return document_or_404(pk, seen_by=request.user, right=Right.REVIEW) if pk else None


@page(rules.may_see_documents)
@require_safe
def consulted_text(request, pk):
    row = queries.text_or_404(pk, seen_by=request.user)
    table = TextRemarks(request, queries.remarks(row), row, may_answer=queries.may_ask(request.user, row))
    return table.part() or render(request, "documents/consulted_text.html", _desk(request, row, table))


def _desk(request, row: ConsultedText, table: TextRemarks) -> dict:
    return {
        "consulted": row,
        "table": table,
        "light_now": queries.light_of(row),
        "figures": queries.figures(row),
        "reading": queries.reading(row),
        "asked": queries.asked_units(row),
        "own": {one.pk for one in queries.to_say(seen_by=request.user)},
        "running": queries.is_running(row),
        "may_ask": table.may_answer,
        "speaks": bool(queries.speaking_units(row, seen_by=request.user)),
        "address": request.build_absolute_uri(reverse("consulted_public", args=[row.slug])),
        "key": forms.KeyForm(),
        "close": forms.CloseForm(),
        "back": queries.way_back(request.user, row),
        "crumbs": _crumbs(Crumb(row.title)),
        "entries": record_of(target=row),
    }


@page(rules.may_see_documents)
@require_safe
def consulted_versions(request, pk):
    row = queries.text_or_404(pk, seen_by=request.user)
    crumbs = _crumbs(Crumb(row.title, reverse("consulted_text", args=[pk])), Crumb(_("版本和改动")))
    context = {"consulted": row, "changes": queries.changes(row), "crumbs": crumbs}
    return render(request, "documents/consulted_versions.html", context)


@page(rules.may_review)
@once
def consulted_revise(request, pk):
    row = queries.text_or_404(pk, seen_by=request.user, right=Right.REVIEW)
    if row.closed_on:
        raise Http404
    form = forms.ReviseTextForm(request.POST or None, initial={"text": queries.newest_text(row)})
    back = reverse("consulted_text", args=[pk])
    if form.is_asked(request):
        form.mended()
    elif request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("text", "why")}
        if form.carried_out(commands.revise_text, by=request.user, consulted=row, **data):
            messages.success(request, _("已保存为新的版本。"))
            return redirect(back)
    return _page(request, form, _("修改文稿"), row.title, back)


@page(rules.may_receive)
@once
def consulted_say(request, pk):
    """In the name of one's unit."""
    row = queries.text_or_404(pk, seen_by=request.user)
    units = queries.speaking_units(row, seen_by=request.user)
    if not units or not queries.is_running(row):
        raise Http404
    initial = {"passage": request.GET.get("passage", "")}
    form = forms.UnitSayForm(request.POST or None, consulted=row, units=units, initial=initial)
    back = reverse("consulted_text", args=[pk])
    if request.method == "POST" and form.is_valid():
        data = {"said": form.said(), "unit": form.cleaned_data["unit"]}
        if form.carried_out(commands.say, by=request.user, consulted=row, **data):
            messages.success(request, _("意见已提交。"))
            return redirect(back)
    return _page(request, form, _("提意见"), row.title, back)


def _acted(request, row: ConsultedText, form, command, said: str, **data):
    if form.is_valid() and form.carried_out(command, by=request.user, **data):
        messages.success(request, said)
    for sentence in form.sentences:
        messages.error(request, sentence)
    return redirect("consulted_text", row.pk)


@page(rules.may_receive)
@require_POST
@once
def asked_nothing(request, pk):
    asked = queries.asked_or_404(pk, seen_by=request.user)
    form = forms.KeyForm(request.POST)
    return _acted(request, asked.consulted, form, commands.say_nothing, _("已回复无意见。"), asked=asked)


@page(rules.may_review)
@once
def remark_answer(request, pk):
    remark = queries.remark_or_404(pk, seen_by=request.user)
    form = forms.AnswerRemarkForm(request.POST or None)
    back = _list_with(request, remark)
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("outcome", "text")}
        if form.carried_out(commands.answer_remark, by=request.user, remark=remark, **data):
            messages.success(request, _("已答复。"))
            return redirect(back)
    entry = Entry.of(remark)
    return _page(request, form, _("答复意见"), remark.consulted.title, back, entry=entry)


def _list_with(request, remark) -> str:
    """The list from which the remark was opened, at the remark if the list still holds it."""
    asked = request.GET.urlencode()
    place = "remarks" if "outcome" in request.GET else f"remark-{remark.pk}"
    page = reverse("consulted_text", args=[remark.consulted_id])
    return f"{page}?{asked}#{place}" if asked else f"{page}#{place}"


@page(rules.may_review)
@require_POST
@once
def consulted_close(request, pk):
    row = queries.text_or_404(pk, seen_by=request.user, right=Right.REVIEW)
    form = forms.CloseForm(request.POST)
    why = request.POST.get("why", "")
    return _acted(request, row, form, commands.close_consultation, _("已办结。"), consulted=row, reason=why)


@page(rules.may_review)
@require_POST
@once
def consulted_take(request, pk):
    """The last version becomes the wording of its document."""
    row = queries.text_or_404(pk, seen_by=request.user, right=Right.REVIEW)
    form, said = forms.KeyForm(request.POST), _("已改入公文稿，成为新的版本。")
    return _acted(request, row, form, commands.take_into_document, said, consulted=row)


MOST_SHOWN = 100


@page(rules.may_verify)
@require_safe
def consulted_open(request):
    """For residents, without account: what they are asked about, and what they were asked about before."""
    rows = [(one, queries.light_of(one)) for one in queries.shown(as_of=today())[:MOST_SHOWN]]
    return render(request, "documents/consulted_open.html", {"rows": rows})


@page(rules.may_verify)
@once
def consulted_public(request, slug):
    """For residents, without account: the text passage by passage, what was said and answered, and a form."""
    row = queries.shown_or_404(slug)
    table = PublicTextRemarks(request, queries.remarks(row), row)
    if part := table.part():
        return part
    initial = {"passage": request.GET.get("passage", "")}
    form = forms.SayForm(request.POST or None, consulted=row, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = {"said": form.said(), "address": request.META.get("REMOTE_ADDR", "")}
        if form.carried_out(commands.say, by=None, consulted=row, **data):
            messages.success(request, _("谢谢，您的意见已收到，答复会登在本页。"))
            return redirect(f"{reverse('consulted_public', args=[slug])}#remarks")
    return _public(request, row, form, table)


def _public(request, row: ConsultedText, form, table: PublicTextRemarks):
    address = request.build_absolute_uri(reverse("consulted_public", args=[row.slug]))
    context = {
        "consulted": row,
        "light_now": queries.light_of(row),
        "table": table,
        "reading": queries.reading(row),
        "shares": queries.shares(row),
        "changes": queries.changes(row),
        "running": queries.is_running(row),
        "form": form,
        "code": code_of(address),
    }
    return render(request, "documents/consulted_public.html", context, status=422 if form.errors else 200)
