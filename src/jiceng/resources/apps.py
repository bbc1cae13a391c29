from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "jiceng.resources"
    label = "resources"

    def ready(self):
        from jiceng.kernel.words import register_verbs  # noqa: PLC0415  # apps must be loaded first
        from jiceng.organisations.commands.reorganisation import (  # noqa: PLC0415  # models must be loaded first
            participants,
        )
        from jiceng.resources import registers, sharing  # noqa: PLC0415  # models must be loaded first
        from jiceng.resources.participant import BOOKED, PAID, Venues  # noqa: PLC0415  # models must be loaded first
        from jiceng.resources.participant_funds import Money  # noqa: PLC0415  # models must be loaded first
        from jiceng.resources.words import VERBS  # noqa: PLC0415  # apps must be loaded first

        register_verbs(VERBS)
        registers.register()
        sharing.register()
        participants.register(Venues())
        participants.register(BOOKED)
        participants.register(PAID)
        participants.register(Money())
