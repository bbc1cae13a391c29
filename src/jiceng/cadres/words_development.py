"""What the verbs of the reserve and of training are called in the record."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "cadres.put_in_reserve": _("列入后备"),
    "cadres.leave_reserve": _("后备出库"),
    "cadres.review_reserve": _("后备年度审核"),
    "cadres.set_development_norm": _("规定后备和培训标准"),
    "cadres.make_training_plan": _("制定培训计划"),
    "cadres.adopt_training_plan": _("通过培训计划"),
    "cadres.plan_training": _("列入培训"),
    "cadres.enrol": _("确定学员"),
    "cadres.leave_out": _("减少学员"),
    "cadres.call_training": _("通知调训"),
    "cadres.answer_release": _("答复调训"),
    "cadres.enter_results": _("登记培训结果"),
    "cadres.close_training": _("培训结业"),
    "cadres.drop_training": _("取消培训"),
    "cadres.bring_home": _("登记考察建议"),
    "cadres.adopt_proposal": _("采纳考察建议"),
    "cadres.decline_proposal": _("不采纳考察建议"),
}
