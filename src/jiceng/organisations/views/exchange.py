"""Tables in and out: templates, upload, preview, import, undo, export."""

import json

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel.access import page
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of, number_in
from jiceng.kernel.workbook import XLSX
from jiceng.kernel.xlsx.marked import written
from jiceng.organisations import tasks
from jiceng.organisations.commands import exchange, exchange_export
from jiceng.organisations.enums import BatchKind
from jiceng.organisations.forms.exchange import EmptyForm, ExportMembersForm, UndoForm, UploadForm
from jiceng.organisations.models import ImportBatch
from jiceng.organisations.queries import exchange as queries
from jiceng.organisations.rules.exchange import (
    may_export_members,
    may_export_organisations,
    may_import_kind,
    may_import_members,
    may_import_organisations,
    may_import_something,
)
from jiceng.organisations.views.exchange_words import (
    batch_rows,
    batch_words,
    preview_rows,
    preview_tabs,
)

SHOWN_BATCHES = 30


def _hub(request, *, kind: str = "", form=None, export_form=None, status: int = 200) -> HttpResponse:
    allowed = [one for one in BatchKind if may_import_kind(one).test(request.user)]
    forms = {one: UploadForm(auto_id=f"{one}-%s") for one in allowed} | ({kind: form} if form else {})
    context = {
        "uploads": [(one, one.label, forms[one]) for one in allowed],
        "export_form": export_form or ExportMembersForm(),
        "may_export_members": may_export_members.test(request.user),
        "batches": batch_rows(queries.batches(seen_by=request.user)[:SHOWN_BATCHES]),
        "batch_headers": [_("时间"), _("文件"), _("类别"), _("行数"), _("状态")],
    }
    return render(request, "organisations/exchange.html", context, status=status)


@page(may_export_organisations)
@require_safe
def exchange_hub(request):
    return _hub(request)


def _download(data: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(True, name), "Cache-Control": "no-store"}
    return HttpResponse(data, content_type=XLSX, headers=headers)


def _template(request, kind: BatchKind) -> HttpResponse:
    data = exchange_export.template(by=request.user, kind=kind)
    return _download(data, _("%(kind)s导入模板.xlsx") % {"kind": kind.label})


@page(may_import_members)
@require_safe
def template_members(request):
    return _template(request, BatchKind.MEMBERS)


@page(may_import_organisations)
@require_safe
def template_organisations(request):
    return _template(request, BatchKind.ORGANISATIONS)


def _upload(request, kind: BatchKind) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES, auto_id=f"{kind}-%s")
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = exchange.receive_import(
                by=request.user,
                account=request.user,
                kind=kind,
                file_name=file.name,
                blocks=file.chunks(),
            )
        except ValidationError as error:
            form.add_error("file", error)
        else:
            exchange.begin(by=request.user, batch=batch, run=tasks.check_batch)
            return redirect("import_batch", batch.pk)
    return _hub(request, kind=kind, form=form, status=422)


@page(may_import_members)
@require_POST
@once
def import_members(request):
    return _upload(request, BatchKind.MEMBERS)


@page(may_import_organisations)
@require_POST
@once
def import_organisations(request):
    return _upload(request, BatchKind.ORGANISATIONS)


def _own(request, pk: int) -> ImportBatch:
    """A batch is seen by who sent it in: it bears personal data of their scope."""
    return get_object_or_404(ImportBatch, pk=pk, account_id=request.user.pk)


def _batch_page(request, batch: ImportBatch, undo_form=None, status: int = 200) -> HttpResponse:
    start = request.GET.get("from", "")
    found = queries.preview(batch, kind=request.GET.get("kind", ""), start=number_in(start) or 0)
    job = queries.job_of(batch)
    context = {
        "batch": batch,
        "job": job,
        "at_work": job is not None and not job.ended,
        "preview": found,
        "tabs": preview_tabs(batch, found),
        "rows": preview_rows(found),
        "apply_form": EmptyForm(),
        "undo_form": undo_form or UndoForm(),
        **batch_words(batch),
    }
    return render(request, "organisations/import_batch.html", context, status=status)


@page(may_import_something)
@require_safe
def import_batch(request, pk: int):
    return _batch_page(request, _own(request, pk))


@page(may_import_something)
@require_POST
@once
def import_apply(request, pk: int):
    batch = _own(request, pk)
    if batch.state == ImportBatch.State.READY:
        exchange.begin(by=request.user, batch=batch, run=tasks.apply_batch)
    return redirect("import_batch", batch.pk)


@page(may_import_something)
@require_POST
@once
def import_recheck(request, pk: int):
    batch = _own(request, pk)
    if batch.state in {ImportBatch.State.CHECKING, ImportBatch.State.READY, ImportBatch.State.FAULTY}:
        exchange.begin(by=request.user, batch=batch, run=tasks.check_batch)
    return redirect("import_batch", batch.pk)


@page(may_import_something)
@require_POST
@once
def import_undo(request, pk: int):
    batch, form = _own(request, pk), UndoForm(request.POST)
    if form.is_valid():
        try:
            exchange.undo_import(by=request.user, batch=batch, why=form.cleaned_data["why"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("整批已撤销，数据回到导入之前。"))
            return redirect("import_batch", batch.pk)
    return _batch_page(request, batch, undo_form=form, status=422)


@page(may_import_something)
@require_safe
def import_faults(request, pk: int):
    batch = _own(request, pk)
    path = exchange.faults_of(batch)
    if not path.exists():
        raise Http404
    return _download(written(json.loads(path.read_text(encoding="utf-8"))), _("错误.xlsx"))


@page(may_export_members)
@require_POST
def export_members(request):
    form = ExportMembersForm(request.POST)
    if not form.is_valid():
        return _hub(request, export_form=form, status=422)
    day, values = day_of(request), form.cleaned_data
    asked = {"by": request.user, "as_of": day, "in_full": values["in_full"], "why": values["why"]}
    if job := exchange_export.long_members_export(**asked, run=tasks.export_roll):
        return redirect("job", job.pk)
    return _download(exchange_export.export_members(**asked), exchange_export.roll_name(day))


@page(may_export_organisations)
@require_POST
def export_organisations(request):
    day = day_of(request)
    data = exchange_export.export_organisations(by=request.user, as_of=day)
    return _download(data, _("组织 %(day)s.xlsx") % {"day": day.isoformat()})
