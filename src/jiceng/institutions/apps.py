from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InstitutionsConfig(AppConfig):
    name = "jiceng.institutions"
    label = "institutions"

    def ready(self):
        from jiceng.institutions import registers  # noqa: PLC0415  # models must be loaded first
        from jiceng.institutions.commands.duties import catch_up_soon  # noqa: PLC0415  # models must be loaded first
        from jiceng.institutions.tasks import every_night  # noqa: PLC0415  # models must be loaded first
        from jiceng.institutions.words import FIELDS, VERBS  # noqa: PLC0415  # apps must be loaded first
        from jiceng.kernel import nights  # noqa: PLC0415  # models must be loaded first
        from jiceng.kernel.record import follow  # noqa: PLC0415  # models must be loaded first
        from jiceng.kernel.words import register_fields, register_verbs  # noqa: PLC0415  # apps must be loaded first
        from jiceng.organisations.commands.reorganisation import (  # noqa: PLC0415  # models must be loaded first
            participants,
        )

        register_verbs(VERBS)
        register_fields(FIELDS)
        registers.register()
        claims = {
            "institutions.Evidence.organisation",
            "institutions.Duty.organisation",
            "institutions.WorkRecord.organisation",
        }
        because = (
            "What was owed and done stays with the organisation of its day; new duties follow by themselves."
        )
        participants.register(participants.Stays("institutions", _("职责与凭据"), claims, because))
        follow("organisations.", catch_up_soon)
        nights.every_night(every_night)
