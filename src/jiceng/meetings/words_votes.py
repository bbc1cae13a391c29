"""What the verbs of votes are called in the record."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "meetings.cast_again": _("改投"),
    "meetings.cast_ballot": _("投票"),
    "meetings.check_code": _("核对开箱码"),
    "meetings.close_poll": _("结束投票"),
    "meetings.count_poll": _("计票"),
    "meetings.drop_exclusion": _("取消回避"),
    "meetings.drop_option": _("去掉候选人"),
    "meetings.drop_proxy": _("取消委托投票"),
    "meetings.entrust": _("登记委托投票"),
    "meetings.exclude": _("登记回避"),
    "meetings.fill_sheet": _("登记计票表"),
    "meetings.hand_out": _("发纸质选票"),
    "meetings.let_go": _("名册变动，取消相关委托、回避和计票人"),
    "meetings.name_tellers": _("确定计票人"),
    "meetings.note_named": _("代记记名票"),
    "meetings.open_poll": _("开始投票"),
    "meetings.prepare_poll": _("准备表决"),
    "meetings.publish_poll": _("公布表决结果"),
    "meetings.run_off": _("安排再次投票"),
    "meetings.set_options": _("确定候选人"),
    "meetings.take_back": _("收回未用选票"),
    "meetings.take_code": _("领取开箱码"),
    "meetings.unlock": _("开票箱锁"),
    "meetings.void_poll": _("作废表决"),
}
