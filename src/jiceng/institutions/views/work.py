"""The plain work record: pre-filled from a duty, readable for ever, annulled when wrong."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiceng.institutions import kinds
from jiceng.institutions.commands import work as commands
from jiceng.institutions.enums import Right
from jiceng.institutions.forms import EventForm, ReasonForm, WorkForm
from jiceng.institutions.models import Duty, WorkRecord
from jiceng.institutions.queries import happenings as queries
from jiceng.institutions.queries.duty import mark_label
from jiceng.institutions.rules import may_record_work, may_see_duties
from jiceng.institutions.views.duties import seen_duty
from jiceng.kernel.access import page
from jiceng.kernel.components import Fact
from jiceng.kernel.once import once
from jiceng.kernel.pages import number_in, today
from jiceng.kernel.record import kind_of
from jiceng.kernel.words import strung
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation
from jiceng.organisations.rules import in_scope


@require_http_methods(["GET", "HEAD", "POST"])
@page(may_record_work)
@once
def work_record_new(request):
    """?duty=12: everything known is filled in; the duty says which kind, which unit, whose."""
    duty = seen_duty(request, number_in(request.GET.get("duty", "")) or 0)
    if not may_record_work.test(request.user, duty.organisation):
        raise Http404
    form = WorkForm(request.POST or None, duty=duty)
    if request.method == "POST" and form.is_valid():
        try:
            made = commands.record_for(by=request.user, duty=duty, **form.values())
        except ImpossibleError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("已登记。"))
            return redirect("work_record", made.pk)
    kind, due = kinds.label_of(duty.obligation.evidence), duty.due_on.isoformat()
    context = {"form": form, "duty": duty, "kind": kind, "due": due}
    return render(request, "institutions/work_record_new.html", context, status=422 if form.errors else 200)


def kept_unit(request, pk: int) -> Organisation:
    return get_object_or_404(in_scope(request.user, Right.RECORD_WORK), pk=pk)


@require_safe
@page(may_record_work)
def happenings(request, pk: int):
    """What may be written down for a unit, with the clause that answers it, and what was."""
    unit = kept_unit(request, pk)
    offered = [
        (kind, kinds.label_of(kind), called) for kind, called in queries.happenings(unit, today()).items()
    ]
    context = {"unit": unit, "offered": offered, "rows": queries.lately(unit)}
    return render(request, "institutions/happenings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page(may_record_work)
@once
def event_record_new(request, pk: int, kind: str):
    """?instead=12 fills in the words of a record that was annulled: the new one stands in its place."""
    unit = kept_unit(request, pk)
    called = queries.happenings(unit, today()).get(kind)
    if called is None:
        raise Http404
    initial = queries.words_of(unit, kind, number_in(request.GET.get("instead", "")) or 0)
    form = EventForm(request.POST or None, obligation=queries.itself(kind, called), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = commands.record_event(by=request.user, kind=kind, organisation=unit, **form.values())
        except ImpossibleError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("已登记，由它引起的职责已经列出。"))
            return redirect("work_record", made.pk)
    context = {"form": form, "unit": unit, "kind": kinds.label_of(kind), "called": called}
    return render(request, "institutions/event_record_new.html", context, status=422 if form.errors else 200)


def seen_work(request, pk: int) -> WorkRecord:
    rows = WorkRecord.objects.select_related("organisation", "person", "written_by")
    found = rows.filter(pk=pk, organisation__in=in_scope(request.user, Right.SEE_DUTIES)).first()
    if found is None:
        raise Http404
    return found


@require_safe
@page(may_see_duties)
def work_record(request, pk: int):
    one = seen_work(request, pk)
    context = work_context(request, one, ReasonForm())
    return render(request, "institutions/work_record.html", context)


def work_context(request, one: WorkRecord, form: ReasonForm) -> dict:
    facts = [
        Fact(_("类别"), kinds.label_of(one.kind)),
        Fact(_("日期"), one.on.isoformat()),
        Fact(_("完成人"), str(one.person or "")),
        Fact(_("登记人"), str(one.written_by or _("系统"))),
    ]
    if one.amount > 1:
        facts.append(Fact(_("数量"), one.amount))
    if one.marks:
        facts.append(Fact(_("已具备"), strung(mark_label(one.kind, mark) for mark in one.marks)))
    keeps = may_record_work.test(request.user, one.organisation)
    called = Duty.objects.filter(
        trigger__source_kind=kind_of(one), trigger__source_id=str(one.pk), withdrawn_on__isnull=True
    ).select_related("obligation")
    again = ""
    if keeps and one.annulled_at and one.kind in queries.happenings(one.organisation, today()):
        again = reverse("event_record_new", args=[one.organisation_id, one.kind]) + f"?instead={one.pk}"
    return {"work": one, "facts": facts, "form": form, "keeps": keeps, "called": called, "again": again}


@require_POST
@page(may_record_work)
@once
def work_record_annul(request, pk: int):
    one = seen_work(request, pk)
    form = ReasonForm(request.POST)
    if form.is_valid():
        commands.annul_work(by=request.user, work=one, why=form.cleaned_data["reason"])
        messages.success(request, _("已作废，不再计入。"))
        return redirect("work_record", pk)
    return render(request, "institutions/work_record.html", work_context(request, one, form), status=422)
