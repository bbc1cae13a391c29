"""Certificates that were asked for, by community and kind."""

from datetime import date

from django.db.models import QuerySet
from django.http import Http404

from jiceng.kernel.pages import today
from jiceng.organisations.models import Organisation
from jiceng.service.models import CertificateAnswer
from jiceng.service.rules import communities_of


def answers(*, seen_by, as_of: date) -> QuerySet[CertificateAnswer]:
    mine = Organisation.objects.filter(communities_of(seen_by)).order_by()
    rows = CertificateAnswer.objects.filter(community__in=mine.values("pk"), on__lte=as_of)
    return rows.select_related("community")


def answer_or_404(pk: int, *, seen_by) -> CertificateAnswer:
    found = answers(seen_by=seen_by, as_of=today()).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
