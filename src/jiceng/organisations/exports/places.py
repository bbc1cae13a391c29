"""Where tables in and out are found, and what their acts are called in the record."""

from django.utils.translation import gettext_lazy as _

from jiceng.kernel import navigation, search, words
from jiceng.organisations.rules.exchange import may_export_members, may_import_something

VERBS = {
    "organisations.receive_import": _("上传表格"),
    "organisations.apply_import": _("导入表格"),
    "organisations.undo_import": _("撤销导入"),
    "organisations.export": _("导出名册"),
    "organisations.correct": _("更正组织信息"),
}


def register_places() -> None:
    """Called while the app starts."""
    rule = may_import_something | may_export_members
    entry = navigation.Entry(
        _("导入和导出"), "exchange_hub", icon="arrow-up-tray", rule=rule, order=navigation.ADMINISTRATION
    )
    navigation.register(entry)
    search.register_action(
        search.PageHit(_("导入和导出"), "exchange_hub", rule, words="daoru daochu drdc excel")
    )
    words.register_verbs(VERBS)
