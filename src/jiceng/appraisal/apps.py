from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AppraisalConfig(AppConfig):
    name = "jiceng.appraisal"
    label = "appraisal"

    def ready(self):
        from jiceng.appraisal import registers  # noqa: PLC0415  # models must be loaded first
        from jiceng.appraisal.words import VERBS  # noqa: PLC0415  # apps must be loaded first
        from jiceng.kernel.words import register_verbs  # noqa: PLC0415  # apps must be loaded first
        from jiceng.organisations.commands.reorganisation import (  # noqa: PLC0415  # models must be loaded first
            participants,
        )

        claims = {"appraisal.Appraisal.community", "appraisal.Appraisal.branch"}
        because = "An appraisal is of the community as it was in that year."
        register_verbs(VERBS)
        registers.register()
        participants.register(participants.Stays("appraisal", _("述职评议"), claims, because))
