from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "jiceng.meetings"
    label = "meetings"

    def ready(self):
        from jiceng.kernel.words import register_kinds, register_verbs  # noqa: PLC0415  # apps must be loaded first
        from jiceng.meetings import registers  # noqa: PLC0415  # models must be loaded first
        from jiceng.meetings.votes_places import register_votes  # noqa: PLC0415  # models must be loaded first
        from jiceng.meetings.words import KINDS, VERBS  # noqa: PLC0415  # apps must be loaded first
        from jiceng.organisations.commands.reorganisation import (  # noqa: PLC0415  # models must be loaded first
            participants,
        )

        claims = {
            "meetings.Meeting.organisation",
            "meetings.RollEntry.unit",
            "meetings.Topic.organisation",
            "meetings.Decision.organisation",
            "meetings.Posting.organisation",
            "meetings.RepresentativeSeat.unit",
            "meetings.Petition.organisation",
            "meetings.Flow.organisation",
            "meetings.Room.organisation",
        }
        because = "A meeting, its roll and its decisions speak of organisations as they were on its day."
        register_verbs(VERBS)
        register_kinds(KINDS)
        registers.register()
        register_votes()
        participants.register(participants.Stays("meetings", _("会议"), claims, because))
