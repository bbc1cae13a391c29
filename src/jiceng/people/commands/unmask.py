"""Showing one ID number or phone in full: a right, a scope, a reason, and an entry in the record."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jiceng.kernel.access import Refused, must, provider
from jiceng.kernel.record import record
from jiceng.people.enums import Right
from jiceng.people.models import Account, Person
from jiceng.people.rules import may_unmask

MASKED = ("id_number", "phone")


@transaction.atomic
def unmask(*, by: Account, person: Person, field: str, why: str) -> str:
    """The plain value of `field` (id_number or phone). The record keeps who looked at what and why, never the value.

    Refused without the right or outside its scope; ValidationError without a reason of at least four characters.
    """
    must(by, may_unmask)
    if not provider().sees_person(by, person, Right.UNMASK):
        raise Refused(_("这个人不在您的工作范围内。"))
    if field not in MASKED:
        raise ValidationError({"field": _("没有这一项。")})
    if len(why.strip()) < 4:
        raise ValidationError({"why": _("请写明查看的事由，至少4个字。")})
    record(by=by, verb="unmask", target=person, why=why.strip(), after={"field": field})
    return getattr(person, field)
