"""What the verbs of this app are called in the record."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "documents.open_series": _("设立发文字号"),
    "documents.draft": _("起草公文"),
    "documents.revise": _("修改公文"),
    "documents.submitted": _("送审公文"),
    "documents.reviewed": _("审核公文"),
    "documents.countersigned": _("会签公文"),
    "documents.signed": _("签发公文"),
    "documents.returned": _("退回公文"),
    "documents.withdrawn": _("撤回公文"),
    "documents.issued": _("编号印发公文"),
    "documents.receive": _("签收公文"),
    "documents.repealed": _("废止公文"),
    "documents.replaced": _("替代公文"),
    "documents.filed": _("归档公文"),
}
