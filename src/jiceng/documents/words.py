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
    "documents.make_plan": _("编制规划"),
    "documents.add_item": _("列入规划事项"),
    "documents.change_target": _("调整规划目标"),
    "documents.drop_item": _("取消规划事项"),
    "documents.give_task": _("交办任务"),
    "documents.acknowledge_task": _("签收任务"),
    "documents.tell_progress": _("报告任务进展"),
    "documents.finish_task": _("完成任务"),
    "documents.move_task": _("改任务期限"),
    "documents.drop_task": _("取消任务"),
}
