"""What the verbs of this app are called in the record."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "resources.enter_venue": _("登记社区用房"),
    "resources.change_venue": _("变更社区用房"),
    "resources.end_venue": _("停用社区用房"),
    "resources.set_norm": _("制定用房标准"),
    "resources.plan_measure": _("列入补足措施"),
    "resources.end_measure": _("了结补足措施"),
    "resources.open_hall": _("登记场地"),
    "resources.change_hall": _("变更场地"),
    "resources.close_hall": _("停用场地"),
    "resources.book_hall": _("订用场地"),
    "resources.ask_for_hall": _("申请场地"),
    "resources.answer_booking": _("答复场地申请"),
    "resources.cancel_booking": _("取消订用"),
    "resources.set_pay": _("制定工资标准"),
    "resources.pay_month": _("登记工资发放"),
    "resources.annul_pay": _("作废工资发放"),
    "resources.plan_line": _("安排预算项目"),
    "resources.drop_line": _("取消预算项目"),
    "resources.record_voucher": _("登记收支"),
    "resources.counter_voucher": _("冲销收支"),
    "resources.decide_voucher": _("审批收支"),
    "resources.draw_up_account": _("编制季度账目"),
    "resources.sign_account": _("监督人员签字"),
    "resources.post_account": _("公布季度账目"),
}
