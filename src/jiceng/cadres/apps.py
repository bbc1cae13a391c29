from django.apps import AppConfig


class CadresConfig(AppConfig):
    name = "jiceng.cadres"
    label = "cadres"

    def ready(self):
        from jiceng.cadres import registers  # noqa: PLC0415  # models must be loaded first
        from jiceng.cadres.participant import Appointments  # noqa: PLC0415  # models must be loaded first
        from jiceng.cadres.words import VERBS  # noqa: PLC0415  # apps must be loaded first
        from jiceng.kernel.words import register_verbs  # noqa: PLC0415  # apps must be loaded first
        from jiceng.organisations.commands.reorganisation import (  # noqa: PLC0415  # models must be loaded first
            participants,
        )

        participants.register(Appointments())
        register_verbs(VERBS)
        registers.register()
