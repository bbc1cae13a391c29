"""What the verbs of this app are called in the record."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "appraisal.begin_report": _("起草述职报告"),
    "appraisal.write_report": _("修改述职报告"),
    "appraisal.send_report": _("送达述职报告"),
    "appraisal.recall_report": _("撤回述职报告"),
    "appraisal.prepare": _("准备述职测评"),
    "appraisal.publish": _("公布述职测评结果"),
    "appraisal.grade": _("确定述职评议等次"),
    "appraisal.list_fault": _("列入整改清单"),
    "appraisal.publish_list": _("公布整改清单"),
    "appraisal.inform": _("通报整改情况"),
}
