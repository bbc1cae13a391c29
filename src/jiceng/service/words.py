"""What the verbs of this app are called in the record."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "service.ask": _("居民提出诉求"),
    "service.take": _("登记居民诉求"),
    "service.accept": _("受理居民诉求"),
    "service.sort": _("改诉求类别或急缓"),
    "service.hand_on": _("转办居民诉求"),
    "service.take_over": _("接收转来的诉求"),
    "service.hand_back": _("退回转来的诉求"),
    "service.recall": _("收回转办的诉求"),
    "service.extend": _("诉求延期"),
    "service.answer": _("答复居民诉求"),
    "service.call_back": _("回访居民"),
    "service.rate": _("居民评价诉求办理"),
    "service.reopen": _("居民要求重办诉求"),
    "service.move": _("诉求随组织调整转接"),
    "service.open_ticket": _("形成问题工单"),
    "service.settle_ticket": _("了结问题工单"),
    "service.refuse_certificate": _("答复证明事项"),
    "service.enter_household": _("重点户入册"),
    "service.change_household": _("改重点户信息"),
    "service.remove_household": _("重点户出册"),
    "service.visit_household": _("登记入户走访"),
    "service.annul_household_visit": _("撤销入户走访"),
    "service.erase_contacts": _("删除诉求的联系方式"),
}
FIELDS = {
    "community": _("社区"),
    "holder": _("承办单位"),
    "handed_to": _("转到"),
    "answer_due": _("办理期限"),
    "requests": _("居民诉求"),
}
