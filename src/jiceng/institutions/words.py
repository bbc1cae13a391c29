"""What the verbs and keys of this app are called in the record."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

VERBS = {
    "institutions.load_library": _("载入制度库"),
    "institutions.draft_edition": _("起草制度版本"),
    "institutions.change_draft": _("修改制度草稿"),
    "institutions.publish_edition": _("发布制度版本"),
    "institutions.end_edition": _("制度版本停止施行"),
    "institutions.withdraw_draft": _("撤回制度草稿"),
    "institutions.refresh_duties": _("推算职责"),
    "institutions.waive": _("批准免办"),
    "institutions.take_back_waiver": _("收回免办"),
    "institutions.record_work": _("登记工作"),
    "institutions.annul_work": _("作废工作记录"),
    "institutions.assess": _("系统测算"),
    "institutions.wish_mail": _("设置邮件提醒"),
    "institutions.open_feed": _("开通日历订阅"),
    "institutions.revoke_feed": _("作废日历订阅"),
}
FIELDS = {
    "editions": _("制度版本"),
    "published": _("已发布"),
    "made": _("新增"),
    "withdrawn": _("不再适用"),
    "returned": pgettext_lazy("状态", "恢复"),
    "moved": _("改期"),
    "examples": _("举例"),
    "amount": _("数量"),
    "done": _("按期完成的权重"),
    "whole": _("到期的权重"),
    "way": _("方式"),
}
# What the record calls the kinds of things that commands of this app act upon.
KINDS = {
    "institutions.institution": pgettext_lazy("类别", "制度"),
    "institutions.edition": pgettext_lazy("类别", "制度版本"),
    "institutions.clause": pgettext_lazy("类别", "条款"),
    "institutions.obligation": pgettext_lazy("类别", "义务"),
    "institutions.requiredmark": pgettext_lazy("类别", "凭据要件"),
    "institutions.evidence": pgettext_lazy("类别", "凭据"),
    "institutions.evidencemark": pgettext_lazy("类别", "凭据要件"),
    "institutions.duty": pgettext_lazy("类别", "职责"),
    "institutions.dutychange": pgettext_lazy("类别", "职责变化"),
    "institutions.waiver": pgettext_lazy("类别", "免办"),
    "institutions.workrecord": pgettext_lazy("类别", "工作记录"),
    "institutions.freshness": pgettext_lazy("类别", "职责推算进度"),
    "institutions.notice": pgettext_lazy("类别", "提醒"),
    "institutions.mailwish": pgettext_lazy("类别", "邮件提醒设置"),
    "institutions.calendarfeed": pgettext_lazy("类别", "日历订阅"),
}
