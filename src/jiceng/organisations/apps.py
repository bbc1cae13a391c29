from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "jiceng.organisations"
    label = "organisations"

    def ready(self):
        from jiceng.kernel.access import register_provider  # noqa: PLC0415  # models must be loaded first
        from jiceng.kernel.words import register_fields, register_kinds, register_verbs  # noqa: PLC0415  # apps must be loaded first
        from jiceng.organisations import places  # noqa: PLC0415  # apps must be loaded first
        from jiceng.organisations.commands.reorganisation import participants  # noqa: F401, PLC0415  # registers ours
        from jiceng.organisations.exports.places import (  # noqa: PLC0415  # models must be loaded first
            register_places,
        )
        from jiceng.organisations.rules.scope import PostsGiveRights  # noqa: PLC0415  # models must be loaded first
        from jiceng.organisations.words import FIELDS, KINDS, VERBS  # noqa: PLC0415  # apps must be loaded first

        register_provider(PostsGiveRights())
        register_verbs(VERBS)
        register_kinds(KINDS)
        register_fields(FIELDS)
        places.register_places()
        register_places()
        from jiceng.kernel import navigation, nights  # noqa: PLC0415  # models must be loaded first
        from jiceng.organisations.tasks import tidy_imports  # noqa: PLC0415  # models must be loaded first

        nights.every_night(tidy_imports)

        navigation.register_account(navigation.Entry(_("待复核"), "asked_acts", icon="check-badge"))
        navigation.register_account(navigation.Entry(_("代理"), "deputies", icon="arrows-right-left"))
