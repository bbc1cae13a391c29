from django.apps import AppConfig


class CadresConfig(AppConfig):
    name = "jiceng.cadres"
    label = "cadres"

    def ready(self):
        from jiceng.cadres import (  # noqa: PLC0415  # models must be loaded first
            registers,
            registers_recruitment,
        )
        from jiceng.cadres.words import VERBS  # noqa: PLC0415  # apps must be loaded first
        from jiceng.kernel.words import register_verbs  # noqa: PLC0415  # apps must be loaded first

        register_verbs(VERBS)
        registers.register()
        registers_recruitment.register()
