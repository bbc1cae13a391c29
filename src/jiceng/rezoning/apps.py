from django.apps import AppConfig


class RezoningConfig(AppConfig):
    name = "jiceng.rezoning"
    label = "rezoning"

    def ready(self):
        from jiceng.kernel.words import register_kinds, register_verbs  # noqa: PLC0415  # apps must be loaded first
        from jiceng.organisations.commands.reorganisation import (  # noqa: PLC0415  # models must be loaded first
            participants,
        )
        from jiceng.rezoning import registers  # noqa: PLC0415  # models must be loaded first
        from jiceng.rezoning.participant import Projects  # noqa: PLC0415  # models must be loaded first
        from jiceng.rezoning.words import KINDS, VERBS  # noqa: PLC0415  # apps must be loaded first

        register_verbs(VERBS)
        register_kinds(KINDS)
        registers.register()
        participants.register(Projects())
