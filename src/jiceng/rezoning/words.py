"""What the verbs of this app are called in the record."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
    "rezoning.work_out_trades": _("算取舍"),
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
# What the record calls the kinds of things that commands of this app act upon.
KINDS = {
    "rezoning.project": pgettext_lazy("类别", "区划项目"),
    "rezoning.baseunit": pgettext_lazy("类别", "基本单元"),
    "rezoning.barrier": pgettext_lazy("类别", "阻隔"),
    "rezoning.edge": pgettext_lazy("类别", "相邻关系"),
    "rezoning.intake": pgettext_lazy("类别", "载入核对"),
    "rezoning.run": pgettext_lazy("类别", "求解"),
    "rezoning.plan": pgettext_lazy("类别", "区划方案"),
    "rezoning.draftcommunity": pgettext_lazy("类别", "拟设社区"),
    "rezoning.draft": pgettext_lazy("类别", "手工调整"),
    "rezoning.edit": pgettext_lazy("类别", "调整步骤"),
    "rezoning.approval": pgettext_lazy("类别", "报批"),
    "rezoning.adoption": pgettext_lazy("类别", "方案执行"),
    "rezoning.consultation": pgettext_lazy("类别", "公示"),
    "rezoning.remark": pgettext_lazy("类别", "意见"),
    "rezoning.answer": pgettext_lazy("类别", "答复"),
}
