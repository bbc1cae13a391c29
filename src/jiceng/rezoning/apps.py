from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RezoningConfig(AppConfig):
    name = "jiceng.rezoning"
    label = "rezoning"

    def ready(self):
        from jiceng.kernel.words import register_verbs  # noqa: PLC0415  # apps must be loaded first
        from jiceng.organisations.commands.reorganisation import (  # noqa: PLC0415  # models must be loaded first
            participants,
        )
        from jiceng.rezoning import registers  # noqa: PLC0415  # models must be loaded first
        from jiceng.rezoning.words import VERBS  # noqa: PLC0415  # apps must be loaded first

        claims = {"rezoning.Project.body", "rezoning.BaseUnit.source", "rezoning.Approval.proposer"}
        because = "A project speaks of organisations as they were on its day."
        register_verbs(VERBS)
        registers.register()
        participants.register(participants.Stays("rezoning", _("区划项目"), claims, because))
