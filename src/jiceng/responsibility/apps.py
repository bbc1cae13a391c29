from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResponsibilityConfig(AppConfig):
    name = "jiceng.responsibility"
    label = "responsibility"

    def ready(self):
        from jiceng.kernel import nights  # noqa: PLC0415  # apps must be loaded first
        from jiceng.kernel.words import register_verbs  # noqa: PLC0415  # apps must be loaded first
        from jiceng.organisations.commands.reorganisation import (  # noqa: PLC0415  # models must be loaded first
            participants,
        )
        from jiceng.responsibility import registers  # noqa: PLC0415  # models must be loaded first
        from jiceng.responsibility.tasks import watch_matters  # noqa: PLC0415  # models must be loaded first
        from jiceng.responsibility.words import VERBS  # noqa: PLC0415  # apps must be loaded first

        claims = {
            "responsibility.ContactPoint.community",
            "responsibility.Visit.community",
            "responsibility.Problem.community",
            "responsibility.Target.community",
            "responsibility.Handover.community",
            "responsibility.LeadingGroup.organisation",
            "responsibility.GroupMember.unit",
            "responsibility.Conflict.community",
            "responsibility.ProposalLine.community",
            "responsibility.Matter.office",
            "responsibility.Matter.community",
            "responsibility.CaseFile.unit",
            "responsibility.CheckPlan.unit",
            "responsibility.CheckItem.units",
            "responsibility.Check.community",
        }
        because = "A contact point names the community as it was; what a leader left open stays with it."
        register_verbs(VERBS)
        registers.register()
        nights.every_night(watch_matters)
        participants.register(participants.Stays("responsibility", _("联系点"), claims, because))
