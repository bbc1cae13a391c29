"""Without an account: notices, applying on the phone, the own page by its code, objections. Works without script."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.cadres import recruitment_paper
from jiceng.cadres.commands import recruitment as commands
from jiceng.cadres.forms import KeyForm
from jiceng.cadres.forms import applying as forms
from jiceng.cadres.queries import applicants as queries
from jiceng.cadres.queries import recruitment as rounds
from jiceng.cadres.queries import round_page
from jiceng.cadres.standard_texts_recruitment import notice_file
from jiceng.cadres.views.recruitment.deciding import word
from jiceng.kernel.access import anyone, page
from jiceng.kernel.once import once
from jiceng.kernel.pages import number_in, today


@page(anyone)
def recruitments_public(request):
    """All notices; whoever has a code goes from here to the own page."""
    form = forms.CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"].strip().lower()
        if queries.own_by_code(code) is not None:
            return redirect("applicant_own", code="".join(one for one in code if one.isalnum()))
        form.add_error("code", _("没有这个查询码，请核对；遗失的请带身份证到招聘单位补办。"))
    context = {"rounds": list(rounds.public_rounds()[:50]), "form": form}
    return render(request, "cadres/recruitments_public.html", context, status=422 if form.errors else 200)


@page(anyone)
@require_safe
def recruitment_notice(request, slug):
    row = rounds.public_or_404(slug)
    context = {
        "round": row,
        "places": rounds.places_of(row),
        "rules": list(round_page.rules_of(row)),
        "steps": round_page.public_steps(row),
        "open": row.running and rounds.is_open(row, today()),
        "named": queries.public_list(row),
        "hired": rounds.hired(row),
    }
    return render(request, "cadres/recruitment_notice.html", context)


@page(anyone)
@require_safe
def recruitment_notice_file(request, slug):
    row = rounds.public_or_404(slug)
    return word(notice_file(row), row.title)


@page(anyone)
@once
def recruitment_apply(request, slug):
    row = rounds.public_or_404(slug)
    places = row.places.filter(cancelled_at=None).select_related("post__organisation")
    initial = {"place": number_in(request.GET.get("place", ""))}
    form = forms.ApplyForm(request.POST or None, places=places, initial=initial)
    if request.method == "POST" and form.is_valid():
        address = request.META.get("REMOTE_ADDR", "")
        data = {"place": form.cleaned_data["place"], "new": form.new, "address": address}
        if made := form.carried_out(commands.apply_for, **data):
            messages.success(request, _("报名已提交。请保存查询码，凭它进入本页。"))
            return redirect("applicant_own", code=made[1])
    context = {"form": form, "round": row, "open": row.running and rounds.is_open(row, today())}
    return render(request, "cadres/recruitment_apply.html", context, status=422 if form.errors else 200)


@page(anyone)
@require_safe
def applicant_own(request, code):
    return _own(request, queries.own_or_404(code), code)


def _own(request, one, code: str, **forms_sent):
    steps = queries.appealable(one, today())
    may_hand_in = one.round.running and one.standing == "in" and one.step in commands.PAPERS_IN
    context = {
        "one": one,
        "code": code,
        "facts": round_page.facts_of(one),
        "marks": round_page.marks_out(one),
        "light_now": queries.light_of(one),
        "way": queries.way_of(one),
        "papers": list(one.files.all()),
        "appeals": list(one.appeals.filter(by_applicant=True)),
        "paper_form": forms.PaperForm() if may_hand_in else None,
        "appeal_form": forms.AppealForm(steps=steps) if steps else None,
        "may_withdraw": one.round.running and one.standing in {"in", "waiting"},
        "key": KeyForm(),
        **forms_sent,
    }
    status = 422 if any(form.errors for form in forms_sent.values()) else 200
    return render(request, "cadres/applicant_own.html", context, status=status)


@page(anyone)
@require_POST
@once
def applicant_hand_in(request, code):
    one = queries.own_or_404(code)
    form = forms.PaperForm(request.POST, request.FILES)
    upload = request.FILES.get("file")
    if form.is_valid() and form.carried_out(commands.add_file, applicant=one, upload=upload):
        messages.success(request, _("材料已收到。"))
        return redirect("applicant_own", code=code)
    return _own(request, one, code, paper_form=form)


@page(anyone)
@require_safe
def applicant_own_paper(request, code, pk):
    paper = get_object_or_404(queries.own_or_404(code).files, pk=pk)
    return FileResponse(paper.file.open(), as_attachment=True, filename=paper.name)


@page(anyone)
@require_safe
def applicant_ticket(request, code):
    one = queries.own_or_404(code)
    if not one.ticket:
        raise Http404
    rows = one.place.applicants.filter(pk=one.pk).select_related("place")
    return word(recruitment_paper.tickets(one.round, rows), _("准考证%(code)s") % {"code": one.ticket})


@page(anyone)
@require_POST
@once
def applicant_appeal(request, code):
    one = queries.own_or_404(code)
    form = forms.AppealForm(request.POST, steps=queries.appealable(one, today()))
    if form.is_valid():
        data = {"step": form.cleaned_data["step"], "text": form.cleaned_data["text"]}
        if form.carried_out(commands.make_appeal, applicant=one, **data):
            messages.success(request, _("申诉已提交，五个工作日内在本页答复。"))
            return redirect("applicant_own", code=code)
    return _own(request, one, code, appeal_form=form)


@page(anyone)
@require_POST
@once
def applicant_withdraw(request, code):
    one = queries.own_or_404(code)
    form = KeyForm(request.POST)
    if form.is_valid() and form.carried_out(commands.withdraw_application, applicant=one):
        messages.success(request, _("已放弃报考。"))
    for sentence in form.sentences:
        messages.error(request, sentence)
    return redirect("applicant_own", code=code)


@page(anyone)
@once
def applicant_object(request, slug, pk):
    """Anybody, while the name stands in public."""
    row = rounds.public_or_404(slug)
    one = next((one for one in queries.public_list(row) if one.pk == pk), None)
    if one is None:
        raise Http404
    form = forms.ObjectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("text", "contact")}
        address = request.META.get("REMOTE_ADDR", "")
        if form.carried_out(commands.object_to, applicant=one, address=address, **data):
            messages.success(request, _("已收到，招聘单位将核实处理。"))
            return redirect("recruitment_notice", slug)
    back = reverse("recruitment_notice", args=[slug])
    context = {"form": form, "round": row, "one": one, "back": back}
    return render(request, "cadres/applicant_object.html", context, status=422 if form.errors else 200)
