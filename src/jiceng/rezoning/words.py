"""What the verbs of this app are called in the record."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "rezoning.adopt_plan": _("执行区划方案"),
    "rezoning.answer": _("答复意见"),
    "rezoning.approve": _("批准方案"),
    "rezoning.begin_project": _("建立区划项目"),
    "rezoning.change_edge": _("改动相邻关系"),
    "rezoning.decide_faults": _("处理数据问题"),
    "rezoning.discard_plan": _("舍弃方案"),
    "rezoning.drop_intake": _("放弃上传"),
    "rezoning.edit": _("手工调整方案"),
    "rezoning.keep_plan": _("保存方案"),
    "rezoning.load_units": _("载入单元"),
    "rezoning.lock": _("改动约束"),
    "rezoning.name_communities": _("给社区命名"),
    "rezoning.open_desk": _("打开调整台"),
    "rezoning.plan_adoption": _("安排执行"),
    "rezoning.plan_anew": _("重新安排执行"),
    "rezoning.price_locks": _("估算约束代价"),
    "rezoning.propose": _("提请批准方案"),
    "rezoning.publish": _("公示方案"),
    "rezoning.relax": _("放宽要求"),
    "rezoning.remark": _("居民提意见"),
    "rezoning.rename_plan": _("方案改名"),
    "rezoning.search": _("求解方案"),
    "rezoning.send_back": _("退回方案"),
    "rezoning.set_wishes": _("设定要求"),
    "rezoning.take_back": _("撤回执行"),
    "rezoning.take_in": _("上传单元文件"),
    "rezoning.withdraw": _("撤下公示"),
}
