"""A certificate that must not be issued is refused in words that say on what ground and where to go instead."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.institutions.commands.evidence import attest
from jiceng.kernel.access import must
from jiceng.kernel.floods import is_flood, origin_of
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.models import Organisation
from jiceng.service.enums import Way
from jiceng.service.models import CertificateAnswer
from jiceng.service.norms import certificates, norms
from jiceng.service.rules import COMMITTEES, body_of, may_take_here


@transaction.atomic
def refuse_certificate(
    *, by, community: Organisation, certificate: str, way: str = Way.DESK, on: date | None = None
) -> CertificateAnswer:
    """Asked at the desk or on the phone; the answer writes itself and is evidence by itself."""
    must(by, may_take_here, community, _("这个社区的事不由您登记。"))
    return _answer(by, community, certificate, way, on or today(), "")


@transaction.atomic
def ask_certificate(
    *, community: Organisation, certificate: str, address: str = "", on: date | None = None
) -> CertificateAnswer:
    """Asked on the page, by anybody; answered at once."""
    day = on or today()
    origin, limits = origin_of(address, "certificate"), norms(day)
    if is_flood(CertificateAnswer.objects, origin, "at", hourly=limits.hourly, daily=limits.daily):
        raise ImpossibleError(_("从这里提出的太多，请过一小时再来，或者打电话、到社区当面说。"))
    return _answer(None, community, certificate, Way.PAGE, day, origin)


def _answer(
    by, community: Organisation, certificate: str, way: str, day: date, origin: str
) -> CertificateAnswer:
    found = certificates(day).get(certificate)
    if found is None:
        raise ValidationError({"certificate": _("清单里没有这一项。")})
    row = CertificateAnswer.objects.create(
        community=community,
        certificate=found.key,
        name=found.name,
        told=found.instead,
        way=way,
        on=day,
        by=by,
        origin=origin,
    )
    body = body_of(community, day)
    if body.kind in COMMITTEES:
        told = {"organisation": body, "on": day, "source": row, "source_url": reverse("certificates")}
        about = f"service.certificate:{row.pk}"
        attest(kind="certificate.asked", subject=about, **told)
        attest(kind="certificate.answered", subject=about, marks=("reason",), **told)
    record(by=by, verb="service.refuse_certificate", target=row, after={"certificate": found.key})
    return row
