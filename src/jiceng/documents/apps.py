from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "jiceng.documents"
    label = "documents"

    def ready(self):
        from jiceng.documents import checks, reading, registers  # noqa: PLC0415  # models must be loaded first
        from jiceng.documents.words import VERBS  # noqa: PLC0415  # apps must be loaded first
        from jiceng.kernel import secrecy  # noqa: PLC0415  # apps must be loaded first
        from jiceng.kernel.words import register_verbs  # noqa: PLC0415  # apps must be loaded first
        from jiceng.organisations.commands.reorganisation import (  # noqa: PLC0415  # models must be loaded first
            participants,
        )

        claims = {
            "documents.Series.organisation",
            "documents.Document.organisation",
            "documents.Recipient.organisation",
            "documents.Countersignature.organisation",
            "documents.Plan.organisation",
            "documents.PlanItem.unit",
            "documents.PlanItem.helpers",
            "documents.PlanItemVersion.unit",
            "documents.PlanItemVersion.helpers",
            "documents.Task.unit",
            "documents.TaskHelper.unit",
            "documents.Incoming.organisation",
            "documents.Hand.unit",
            "documents.ConsultedText.organisation",
            "documents.AskedUnit.unit",
            "documents.TextRemark.unit",
        }
        because = "Documents, papers, remarks, plans and tasks name organisations as they were on their day."
        register_verbs(VERBS)
        secrecy.judge_by(checks.secrecy_fault, reading.words_in)
        registers.register()
        participants.register(participants.Stays("documents", _("公文、规划和任务"), claims, because))
