"""The register of files, one file, changes asked and decided."""

from urllib.parse import quote

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.cadres import commands, forms, paper, rules
from jiceng.cadres.models import CadreFile, FileChange, Proof
from jiceng.cadres.queries import file_page
from jiceng.cadres.queries import files as queries
from jiceng.cadres.queries.kinship import avoidances
from jiceng.cadres.tables import Cadres, Changes
from jiceng.cadres.views.shared import form_page
from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of, number_in, today
from jiceng.kernel.queries import record_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@page(rules.may_see_files)
@require_safe
def cadres(request):
    table = Cadres(request, queries.files(seen_by=request.user, as_of=day_of(request)))
    context = {
        "may_keep": rules.may_keep_files.test(request.user),
    }
    return table.response("cadres/cadres.html", context)


@page(rules.may_read_own)
@require_safe
def cadre(request, pk):
    day = day_of(request)
    file = queries.file_or_404(pk, seen_by=request.user, as_of=day)
    context = {
        "file": file,
        **file_page.page(file, day, request.user),
        "avoidances": avoidances(day, [file.person_id]),
        "crumbs": [Crumb(_("干部名册"), reverse("cadres")), Crumb(file.person.name)],
    }
    return render(request, "cadres/cadre.html", context)


@page(rules.may_read_own)
@require_safe
def cadre_own(request):
    """One's own file; a sentence for whoever has none."""
    file = CadreFile.objects.filter(person=request.user.person_id).first() if request.user.person_id else None
    return redirect("cadre", file.pk) if file else render(request, "cadres/cadre_own.html")


@page(rules.may_read_own)
@require_safe
def cadre_form(request, pk):
    """The form of appointment and removal, as .docx."""
    day = day_of(request)
    file = queries.file_or_404(pk, seen_by=request.user, as_of=day)
    disciplined = rules.may_see_disciplines.test(request.user, file)
    form = paper.form_of(file, day, with_disciplines=disciplined)
    answer = HttpResponse(form, content_type=DOCX)
    name = quote(_("%(name)s任免审批表") % {"name": file.person.name})
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}.docx"
    return answer


@page(rules.may_read_own)
@once
def cadre_change_new(request, pk, section):
    file = queries.file_or_404(pk, seen_by=request.user, as_of=today())
    if not rules.may_ask_change.test(request.user, file):
        raise Http404
    part = file_page.section_or_404(section)
    row = file_page.row_or_404(part, file, number_in(request.GET.get("row", "")))
    about = {"section": part, "row": row, "by": request.user}
    form = forms.ChangeForm(request.POST or None, request.FILES or None, **about)
    if request.method == "POST" and form.is_valid():
        asked = {"file": file, "asked": form.asked, "proofs": form.proofs}
        if form.carried_out(commands.ask_change, by=request.user, **asked):
            messages.success(request, _("已提交，另一人审批后写入档案。"))
            return redirect("cadre", pk)
    title = _("变更：%(part)s") % {"part": part.label}
    return form_page(request, form, title, file.person.name, reverse("cadre", args=[pk]))


@page(rules.may_read_own)
@require_safe
def cadre_changes(request):
    rows = FileChange.objects.filter(rules.changes_of(request.user)).select_related(
        "file__person", "asked_by"
    )
    return Changes(request, rows).response("cadres/cadre_changes.html")


@page(rules.may_read_own)
@require_safe
def cadre_change(request, pk):
    row = file_page.change_or_404(pk, seen_by=request.user)
    context = {
        "change": row,
        "lines": list(file_page.comparison(row)),
        "proofs": list(row.proofs.all()),
        "may_decide": row.state == "asked" and rules.may_approve_change.test(request.user, row.file),
        "may_withdraw": row.state == "asked" and row.asked_by_id == request.user.pk,
        "key": forms.KeyForm(),
        "entries": record_of(target=row),
        "crumbs": [Crumb(_("档案变更"), reverse("cadre_changes")), Crumb(str(row))],
    }
    return render(request, "cadres/cadre_change.html", context)


@page(rules.may_approve)
@once
def cadre_change_decide(request, pk):
    row = file_page.change_or_404(pk, seen_by=request.user)
    form = forms.DecideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        granted = data["granted"]
        command = commands.grant_change if granted else commands.decline_change
        more = {} if granted else {"answer": data["answer"]}
        if form.carried_out(command, by=request.user, change=row, **more):
            messages.success(request, _("已决定。"))
            return redirect("cadre_change", pk)
    return form_page(request, form, _("审批"), str(row), reverse("cadre_change", args=[pk]))


@page(rules.may_read_own)
@require_POST
@once
def cadre_change_withdraw(request, pk):
    row = file_page.change_or_404(pk, seen_by=request.user)
    form = forms.KeyForm(request.POST)
    if form.is_valid() and form.carried_out(commands.withdraw_change, by=request.user, change=row):
        messages.success(request, _("已撤回。"))
    for sentence in form.sentences:
        messages.error(request, sentence)
    return redirect("cadre_change", pk)


@page(rules.may_read_own)
@require_safe
def cadre_proof(request, pk):
    """A proof, only as a download: nothing in it is ever shown by the site itself."""
    seen = FileChange.objects.filter(rules.changes_of(request.user))
    proof = get_object_or_404(Proof, pk=pk, change__in=seen)
    return FileResponse(proof.file.open(), as_attachment=True, filename=proof.name)


@page(rules.may_see_discipline)
@once
def cadre_discipline_new(request, pk):
    file = queries.file_or_404(pk, seen_by=request.user, as_of=today())
    if not rules.may_enter_discipline.test(request.user, file):
        raise Http404
    form = forms.DisciplineForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and form.carried_out(commands.enter_discipline, by=request.user, file=file, new=form.new):
        messages.success(request, _("已登记。"))
        return redirect("cadre", pk)
    return form_page(request, form, _("登记纪律处分"), file.person.name, reverse("cadre", args=[pk]))
