"""Incoming papers: the register, one paper, and each step of its way."""

from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.documents import commands, forms, rules
from jiceng.documents.enums import Right
from jiceng.documents.enums_incoming import Need
from jiceng.documents.layout.sheet import sheet
from jiceng.documents.models import Incoming, IncomingFile, Recipient
from jiceng.documents.queries import incoming as queries
from jiceng.documents.queries.documents import to_receive
from jiceng.documents.queries.items import made_from
from jiceng.documents.tables import IncomingPapers
from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of, today
from jiceng.kernel.queries import record_of

SHOWN = 5


def _crumbs(*more: Crumb) -> list[Crumb]:
    return [Crumb(_("公文"), reverse("documents")), Crumb(_("收文"), reverse("incoming_papers")), *more]


def _page(request, form, title: str, lead: str, back: str, **more):
    context = {
        "form": form,
        "title": title,
        "lead": lead,
        "back": back,
        "crumbs": _crumbs(Crumb(title)),
        **more,
    }
    return render(request, "documents/paper_form.html", context, status=422 if form.errors else 200)


@page(rules.may_see_documents)
@require_safe
def incoming_papers(request):
    day = day_of(request)
    table = IncomingPapers(request, queries.incoming_on(seen_by=request.user, as_of=day))
    more = {
        "figures": queries.figures(seen_by=request.user, as_of=day),
        "places": queries.registering(seen_by=request.user),
        "coming": to_receive(seen_by=request.user)[:SHOWN],
        "key": forms.KeyForm(),
    }
    return table.response("documents/incoming_papers.html", more)


@page(rules.may_see_documents)
@require_safe
def incoming_paper(request, pk):
    row, day = queries.incoming_or_404(pk, seen_by=request.user), day_of(request)
    hands = row.hands.select_related("unit")
    context = {
        "paper": row,
        "light_now": queries.light_of(row, day),
        "facts": queries.facts(row),
        "steps": row.steps.all(),
        "hands": [(one, queries.hand_light(one, day, row.need)) for one in hands],
        "wording": sheet(row.document) if row.document else None,
        "files": row.files.all(),
        "items": made_from(row, seen_by=request.user),
        "acts": queries.acts(row, request.user),
        "answerable": queries.answerable(row, seen_by=request.user),
        "key": forms.KeyForm(),
        "reason": forms.ReasonForm(),
        "crumbs": _crumbs(Crumb(row.register_number)),
        "entries": record_of(target=row),
    }
    return render(request, "documents/incoming_paper.html", context)


@page(rules.may_receive)
@once
def incoming_register(request, pk):
    office = queries.office_or_404(pk, seen_by=request.user)
    form = forms.IncomingForm(request.POST or None, request.FILES or None)
    if form.is_asked(request):
        form.mended()
    elif request.method == "POST" and form.is_valid():
        data = {"organisation": office, "new": form.new(), "files": form.cleaned_data["files"]}
        if made := form.carried_out(commands.register_incoming, by=request.user, **data):
            messages.success(request, _("已登记为%(number)s。") % {"number": made.register_number})
            return redirect("incoming_paper", made.pk)
    more = {"no_secrets": True}
    return _page(request, form, _("签收登记"), office.name, reverse("incoming_papers"), **more)


@page(rules.may_receive)
@require_POST
@once
def recipient_receive(request, pk):
    """Sign for a paper issued on this site and register it."""
    mine = rules.worked_at(request.user, Right.RECEIVE).order_by().values("pk")
    rows = Recipient.objects.filter(organisation__in=mine, document__state__in=("issued", "filed"))
    row = get_object_or_404(rows, pk=pk)
    form = forms.KeyForm(request.POST)
    if form.is_valid() and (
        made := form.carried_out(commands.register_received, by=request.user, recipient=row)
    ):
        messages.success(request, _("已登记为%(number)s。") % {"number": made.register_number})
        return redirect("incoming_paper", made.pk)
    for sentence in form.sentences:
        messages.error(request, sentence)
    return redirect("document", row.document_id)


def _acted(request, row: Incoming, form, command, said: str, **data):
    """A button's answer: carried out or what was refused, then back to the paper."""
    if form.is_valid() and form.carried_out(command, by=request.user, **data):
        messages.success(request, said)
    for sentence in form.sentences:
        messages.error(request, sentence)
    return redirect("incoming_paper", row.pk)


def _act(request, row: Incoming, form, title: str, command, given, **more):
    """One form, one command, back to the paper. `given` makes the command's arguments of the form."""
    back = reverse("incoming_paper", args=[row.pk])
    posted = request.method == "POST" and form.is_valid()
    if posted and form.carried_out(command, by=request.user, **given(form)):
        messages.success(request, _("已保存。"))
        return redirect(back)
    return _page(request, form, title, row.title, back, **more)


@page(rules.may_receive)
@require_POST
@once
def incoming_refuse(request, pk):
    row = queries.incoming_or_404(pk, seen_by=request.user, right=Right.RECEIVE)
    form = forms.ReasonForm(request.POST)
    why = request.POST.get("why", "")
    return _acted(request, row, form, commands.refuse_incoming, _("已退文。"), incoming=row, why=why)


@page(rules.may_receive)
@once
def incoming_propose(request, pk):
    row = queries.incoming_or_404(pk, seen_by=request.user, right=Right.RECEIVE)
    form = forms.ProposeForm(request.POST or None)
    names = ("need", "opinion", "due_on")
    return _act(
        request,
        row,
        form,
        _("拟办"),
        commands.propose,
        lambda one: {"incoming": row, **{name: one.cleaned_data[name] for name in names}},
    )


@page(rules.may_agree)
@once
def incoming_instruct(request, pk):
    row = queries.incoming_or_404(pk, seen_by=request.user, right=Right.AGREE)
    form = forms.InstructForm(request.POST or None)
    return _act(
        request,
        row,
        form,
        _("批示"),
        commands.instruct,
        lambda one: {"incoming": row, "opinion": one.cleaned_data["opinion"]},
    )


@page(rules.may_receive)
@once
def incoming_hand_on(request, pk):
    row = queries.incoming_or_404(pk, seen_by=request.user, right=Right.RECEIVE)
    form = forms.HandOnForm(request.POST or None, initial={"due_on": row.due_on or today()})
    return _act(
        request,
        row,
        form,
        _("传阅") if row.need == Need.READ else _("交办"),
        commands.hand_on,
        lambda one: {"incoming": row, "to": one.to(), "opinion": one.cleaned_data["opinion"]},
    )


@page(rules.may_see_documents)
@once
def incoming_opine(request, pk):
    row = queries.incoming_or_404(pk, seen_by=request.user)
    form = forms.InstructForm(request.POST or None)
    form.fields["opinion"].label = _("阅文意见")
    return _act(
        request,
        row,
        form,
        _("签署意见"),
        commands.opine,
        lambda one: {"incoming": row, "opinion": one.cleaned_data["opinion"]},
    )


@page(rules.may_receive)
@once
def incoming_close(request, pk):
    row = queries.incoming_or_404(pk, seen_by=request.user, right=Right.RECEIVE)
    form = forms.ResultForm(request.POST or None)
    return _act(
        request,
        row,
        form,
        _("办结"),
        commands.close_incoming,
        lambda one: {"incoming": row, "result": one.cleaned_data["result"]},
    )


@page(rules.may_receive)
@require_POST
@once
def hand_urge(request, pk):
    hand = queries.hand_or_404(pk, seen_by=request.user, chasing=True)
    form = forms.KeyForm(request.POST)
    return _acted(request, hand.incoming, form, commands.urge_hand, _("已催办。"), hand=hand)


@page(rules.may_receive)
@once
def hand_answer(request, pk):
    hand = queries.hand_or_404(pk, seen_by=request.user)
    reads = hand.incoming.need == Need.READ
    form = forms.AnswerHandForm(request.POST or None, reads=reads)
    return _act(
        request,
        hand.incoming,
        form,
        _("已阅") if reads else _("答复办理情况"),
        commands.answer_hand,
        lambda one: {"hand": hand, "text": one.cleaned_data["text"]},
    )


@page(rules.may_see_documents)
@require_safe
def incoming_file(request, pk):
    """As a download only: no browser runs what somebody sent."""
    rows = IncomingFile.objects.filter(incoming__in=rules.came(request.user))
    row = get_object_or_404(rows, pk=pk)
    try:
        with row.file.open("rb") as file:
            content = file.read()
    except FileNotFoundError:
        raise Http404(_("文件不在数据目录里，请从备份恢复。")) from None
    kept_from_running = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(row.name)}"}
    return HttpResponse(content, "application/octet-stream", headers=kept_from_running)
