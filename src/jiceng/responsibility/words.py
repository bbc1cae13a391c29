"""What the verbs of this app are called in the record."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "responsibility.put_in_charge": _("确定联系点领导"),
    "responsibility.end_charge": _("结束联系点"),
    "responsibility.link": _("确定联络人"),
    "responsibility.end_link": _("结束联络"),
}
