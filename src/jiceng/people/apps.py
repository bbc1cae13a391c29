from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PeopleConfig(AppConfig):
    name = "jiceng.people"
    label = "people"

    def ready(self):
        from jiceng.kernel import navigation  # noqa: PLC0415  # apps must be loaded first
        from jiceng.kernel.words import register_fields, register_kinds, register_verbs  # noqa: PLC0415  # apps must be loaded first
        from jiceng.people.rules import may_see_accounts, may_see_record  # noqa: PLC0415  # apps must be loaded first
        from jiceng.people.words import FIELDS, KINDS, VERBS  # noqa: PLC0415  # apps must be loaded first

        register_verbs(VERBS)
        register_kinds(KINDS)
        register_fields(FIELDS)
        navigation.register(
            navigation.Entry(
                pgettext_lazy("列表", "账号"),
                "accounts",
                icon="key",
                rule=may_see_accounts,
                order=navigation.ADMINISTRATION,
            )
        )
        navigation.register(
            navigation.Entry(
                _("操作记录"),
                "record",
                icon="clipboard-document-list",
                rule=may_see_record,
                order=navigation.ADMINISTRATION + 1,
            )
        )
        navigation.register_account(navigation.Entry(_("我的账号"), "me", icon="user-circle"))
        navigation.register_account(navigation.Entry(_("修改密码"), "password", icon="lock-closed"))
