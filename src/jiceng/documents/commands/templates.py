"""The county replaces a standard text by its own .docx, or goes back to an earlier or the shipped one."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from jiceng.documents.filling import faults_of, filled, sample
from jiceng.documents.models import StandardTemplate
from jiceng.documents.rules import may_keep_standards
from jiceng.documents.standards import Standard
from jiceng.kernel.access import must
from jiceng.kernel.record import record
from jiceng.kernel.uploads import accepted
from jiceng.organisations.commands import ImpossibleError


@transaction.atomic
def replace_standard(*, by, standard: Standard, upload) -> StandardTemplate:
    """The county's own text, in use at once. Refused with every fault and where it stands: an unknown field, macros,
    links outwards, embedded objects."""
    must(by, may_keep_standards, None, _("只有县里的文秘人员可以更换范本。"))
    kept = accepted(upload)
    if not kept.kept_as.endswith(".docx"):
        raise ImpossibleError(_("请上传 .docx 文档。"))
    upload.seek(0)
    content = upload.read()
    if faults := faults_of(content, standard.fields):
        raise ImpossibleError(faults)
    filled(content, sample(standard.fields))
    rows = StandardTemplate.objects.select_for_update().filter(key=standard.key)
    last = rows.aggregate(last=Max("number"))["last"] or 0
    rows.filter(in_use=True).update(in_use=False)
    row = StandardTemplate.objects.create(
        key=standard.key, number=last + 1, name=kept.name, content=content, sha256=kept.sha256, added_by=by
    )
    record(by=by, verb="documents.replace_standard", target=row, after={"sha256": kept.sha256})
    return row


@transaction.atomic
def use_standard(*, by, standard: Standard, number: int) -> StandardTemplate | None:
    """Back to an earlier text of the county's, or with 0 to the shipped one."""
    must(by, may_keep_standards, None, _("只有县里的文秘人员可以更换范本。"))
    rows = StandardTemplate.objects.select_for_update().filter(key=standard.key)
    wanted = rows.filter(number=number).first()
    if number and wanted is None:
        raise ImpossibleError(_("没有这个版本。"))
    before = rows.filter(in_use=True).first()
    if before == wanted:
        raise ImpossibleError(_("这个版本正在使用。"))
    rows.filter(in_use=True).update(in_use=False)
    if wanted:
        rows.filter(pk=wanted.pk).update(in_use=True)
    target = wanted or before
    record(by=by, verb="documents.use_standard", target=target, after={"number": number})
    return wanted
