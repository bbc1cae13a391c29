"""Deputy access: somebody acts with the rights of another's term until a day."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from jiceng.kernel.access import Refused, must
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.organisations.commands.timing import ImpossibleError, overlaps
from jiceng.organisations.models import Deputyship, Term
from jiceng.organisations.rules.deputies import may_end_deputyship, may_give_deputy
from jiceng.organisations.rules.roles import SEPARATE_POSTS
from jiceng.organisations.rules.second_hand import is_powerful
from jiceng.people.models import Person

LONGEST = timedelta(days=366)


@transaction.atomic
def name_deputy(*, by, term: Term, person: Person, on: date, until: date, why: str) -> Deputyship:
    """`person` acts with the rights of `term` from `on` to the day before `until`; ends by itself.

    Named by the holder of the term, or by whoever appoints to that post; in a post that grants or supervises only by
    the holder, so that nobody lends a friend somebody else's powers. Refused (ImpossibleError): oneself, longer
    than the term or a year, twice at the same time, or where administrations that stay apart would meet.
    """
    must(by, may_give_deputy, term, _("只有任职本人或任命机关可以指定代理人。"))
    if by is not None and by.person_id != term.person_id and is_powerful(term.post):
        raise Refused(_("掌握任免、账号、审计权限的职务，只能由任职本人指定代理人。"))
    if person.pk == term.person_id:
        raise ImpossibleError(_("不能由本人代理本人。"))
    if not on < until or until - on > LONGEST or on < today():
        raise ImpossibleError(_("代理要从今天或以后开始，最长一年。"))
    if on < term.valid_from or (term.valid_to and until > term.valid_to):
        raise ImpossibleError(_("代理期不能超出任期。"))
    if Deputyship.objects.filter(overlaps(on, until), term=term).exists():
        raise ImpossibleError(_("这段时间已经指定了代理人。"))
    _must_keep_apart(term, person, on, until)
    named = Deputyship.objects.create(term=term, person=person, valid_from=on, valid_to=until, why=why)
    after = {"person": person.name, "on": on, "until": until}
    record(by=by, verb="organisations.name_deputy", target=named, why=why, after=after)
    return named


def _must_keep_apart(term: Term, person: Person, on: date, until: date) -> None:
    """System, security and audit administration meet in nobody, also not by deputy (GB/T 22239)."""
    if term.post.kind not in SEPARATE_POSTS:
        return
    other = SEPARATE_POSTS - {term.post.kind}
    holds = Term.objects.filter(overlaps(on, until), person=person, post__kind__in=other)
    acts = Deputyship.objects.filter(overlaps(on, until), person=person, term__post__kind__in=other)
    if holds.exists() or acts.exists():
        raise ImpossibleError(_("系统管理、安全管理、审计管理不能由同一个人担任或代理。"))


@transaction.atomic
def end_deputyship(*, by, deputyship: Deputyship, why: str = "") -> None:
    """End it today; one that has not begun is taken back. Ended before: nothing changes."""
    must(by, may_end_deputyship, deputyship, _("只有任职本人、代理人或任命机关可以终止代理。"))
    day = today()
    if deputyship.valid_to <= day:
        return
    before = {"until": deputyship.valid_to}
    if deputyship.valid_from >= day:
        record(by=by, verb="organisations.end_deputyship", target=deputyship, why=why, before=before)
        deputyship.delete()
        return
    deputyship.valid_to = day
    deputyship.save(update_fields=["valid_to"])
    record(
        by=by,
        verb="organisations.end_deputyship",
        target=deputyship,
        why=why,
        before=before,
        after={"until": day},
    )
