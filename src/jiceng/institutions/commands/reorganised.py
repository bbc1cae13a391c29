"""What a reorganisation means here: evidence stays with the organisation of its day, duties follow by themselves."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiceng.institutions.models import Duty, DutyChange, Notice, Waiver
from jiceng.organisations.commands.reorganisation.participants import Participant
from jiceng.organisations.models import Organisation, Term


class DutiesFollow(Participant):
    """Nothing is moved. On the way back duties of what goes out of being are removed with their reminders and excuses
    (the record keeps who excused what); what was done there, evidence and work records, blocks the way back."""

    name = "institutions"
    label = _("职责与凭据")
    claims = frozenset(
        {
            "institutions.Evidence.organisation",
            "institutions.Duty.organisation",
            "institutions.DutyChange.organisation",
            "institutions.WorkRecord.organisation",
        }
    )
    follows = frozenset({"institutions.Duty", "institutions.DutyChange"})

    def assess(self, design) -> Iterable:
        return ()

    def clear(self, born: dict) -> None:
        gone = Q(organisation__in=born.get(Organisation, ())) | Q(term__in=born.get(Term, ()))
        duties = Duty.objects.filter(gone)
        Notice.objects.filter(duty__in=duties).delete()
        Waiver.objects.filter(duty__in=duties).delete()
        duties.delete()
        DutyChange.objects.filter(organisation__in=born.get(Organisation, ())).delete()
