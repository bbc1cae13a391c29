from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CadresConfig(AppConfig):
    name = "jiceng.cadres"
    label = "cadres"

    def ready(self):
        from jiceng.cadres import (  # noqa: PLC0415  # models must be loaded first
            registers,
            registers_recruitment,
        )
        from jiceng.cadres.participant import Appointments  # noqa: PLC0415  # models must be loaded first
        from jiceng.cadres.words import VERBS  # noqa: PLC0415  # apps must be loaded first
        from jiceng.cadres.words_development import VERBS as MORE  # noqa: PLC0415  # apps must be loaded first
        from jiceng.kernel.words import register_verbs  # noqa: PLC0415  # apps must be loaded first
        from jiceng.organisations.commands.reorganisation import (  # noqa: PLC0415  # models must be loaded first
            participants,
        )

        register_verbs(VERBS | MORE)
        registers.register()
        claims = {"cadres.TrainingPlan.unit"}
        because = "A plan of training names the unit that made it, as it was."
        participants.register(Appointments())
        participants.register(participants.Stays("cadres", _("干部培训"), claims, because))
        registers_recruitment.register()
