"""What the verbs and keys of this app are called in the record."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

VERBS = {
    "log_in": _("登录"),
    "log_out": _("退出登录"),
    "change_password": _("修改密码"),
    "confirm_second_factor": _("开通二次验证"),
    "end_second_factor": _("关闭二次验证"),
    "use_recovery_code": _("使用恢复码登录"),
    "end_sessions": _("退出其他设备"),
    "choose_language": _("选择语言"),
    "unmask": _("查看完整号码"),
    "enter_person": _("登记人员"),
    "correct_person": _("更正人员信息"),
    "enter_people": _("批量登记人员"),
    "open_account": _("开通账号"),
    "deactivate_account": _("停用账号"),
    "reactivate_account": _("恢复账号"),
    "reset_password": _("重置密码"),
    "release_lock": _("解除登录锁定"),
    "remove_second_factor": _("收回二次验证"),
    "take_own_data": _("下载本人数据"),
    "export_record": _("导出操作记录"),
    "fetch_file": _("取走导出的文件"),
}
FIELDS = {
    "device": _("设备"),
    "address": _("网络地址"),
    "ended": _("退出台数"),
    "field": _("查看的内容"),
    "fields": _("改动的内容"),
    "count": _("数量"),
    "rows": _("行数"),
    "format": _("格式"),
    "filters": _("筛选条件"),
}
# What the record calls the kinds of things that commands of this app act upon.
KINDS = {
    "people.person": pgettext_lazy("类别", "人员"),
    "people.account": pgettext_lazy("类别", "账号"),
    "people.accountsession": pgettext_lazy("类别", "会话"),
    "people.secondfactor": pgettext_lazy("类别", "二次验证"),
    "people.recoverycode": pgettext_lazy("类别", "恢复码"),
}
