"""What the verbs of this app are called in the record."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "responsibility.put_in_charge": _("确定联系点领导"),
    "responsibility.end_charge": _("结束联系点"),
    "responsibility.link": _("确定联络人"),
    "responsibility.end_link": _("结束联络"),
    "responsibility.visit": _("登记走访"),
    "responsibility.annul_visit": _("撤销走访"),
    "responsibility.answer": _("答复联系点问题"),
    "responsibility.confirm": _("居民确认答复"),
    "responsibility.found_group": _("设立领导小组"),
    "responsibility.name_member": _("确定领导小组成员"),
    "responsibility.raise": _("反映问题"),
    "responsibility.pass_up": _("上报问题"),
    "responsibility.decide": _("领导小组决定"),
    "responsibility.instruct": _("提出要求"),
    "responsibility.sign_emergency": _("签发紧急要求"),
    "responsibility.report_back": _("社区回报"),
    "responsibility.sign_handover": _("移交签字"),
    "responsibility.profile": _("登记领导专长"),
    "responsibility.conflict": _("登记回避"),
    "responsibility.propose": _("计算联系点安排方案"),
    "responsibility.edit_line": _("改联系点安排方案"),
    "responsibility.decide_assignment": _("决定联系点安排"),
    "responsibility.draft_paper": _("起草联系点安排公文"),
}
