from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    name = "jiceng.institutions"
    label = "institutions"

    def ready(self):
        from jiceng.institutions import kinds, kinds_shipped, registers  # noqa: PLC0415  # models must be loaded first
        from jiceng.institutions.commands.assessing import KIND as ASSESSED  # noqa: PLC0415  # models must be loaded first
        from jiceng.institutions.commands.duties import catch_up_soon  # noqa: PLC0415  # models must be loaded first
        from jiceng.institutions.commands.leavings import LEFT  # noqa: PLC0415  # models must be loaded first
        from jiceng.institutions.commands.reorganised import DutiesFollow  # noqa: PLC0415  # models must be loaded first
        from jiceng.institutions.tasks import every_night  # noqa: PLC0415  # models must be loaded first
        from jiceng.institutions.words import FIELDS, KINDS, VERBS  # noqa: PLC0415  # apps must be loaded first
        from jiceng.kernel import nights  # noqa: PLC0415  # models must be loaded first
        from jiceng.kernel.record import follow  # noqa: PLC0415  # models must be loaded first
        from jiceng.kernel.words import register_fields, register_kinds, register_verbs  # noqa: PLC0415  # apps must be loaded first
        from jiceng.organisations.commands.reorganisation import (  # noqa: PLC0415  # models must be loaded first
            participants,
        )

        kinds_shipped.register()
        kinds.take_over(LEFT)
        kinds.take_over(ASSESSED)
        register_verbs(VERBS)
        register_kinds(KINDS)
        register_fields(FIELDS)
        registers.register()
        participants.register(DutiesFollow())
        follow("organisations.", catch_up_soon)
        nights.every_night(every_night)
