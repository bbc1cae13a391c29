"""Acts that count once a second hand has agreed: asked, agreed, refused, withdrawn."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiceng.kernel.access import Refused, must
from jiceng.kernel.record import record
from jiceng.organisations.commands.posts import appoint, must_be_possible, put_in_post
from jiceng.organisations.commands.rolls import move_in, settle
from jiceng.organisations.commands.timing import ImpossibleError
from jiceng.organisations.enums import AskedKind
from jiceng.organisations.models import AskedAct, Instrument, Organisation, Post, Residence, Term
from jiceng.organisations.rules import may_appoint, may_keep_residents_roll
from jiceng.organisations.rules.second_hand import is_powerful, may_answer, may_take_in
from jiceng.people.models import Person

State = AskedAct.State


@transaction.atomic
def settle_or_ask(
    *, by, person: Person, territory: Organisation, on: date, address: str = "", why: str = ""
) -> Residence | AskedAct:
    """Enter the person on the residents' roll; somebody known elsewhere only after a word from there."""
    must(by, may_keep_residents_roll, territory, _("无权维护这里的居民名册。"))
    if by is None or may_take_in(by, person):
        return settle(by=by, person=person, territory=territory, on=on, address=address, why=why)
    return _ask(
        by, kind=AskedKind.SETTLE, person=person, territory=territory, on=on, address=address, why=why
    )


@transaction.atomic
def appoint_or_ask(
    *,
    by,
    post: Post,
    person: Person,
    on: date,
    until: date | None = None,
    instrument: Instrument | None = None,
    why: str = "",
) -> Term | AskedAct:
    """Put the person in the post; in one that grants or supervises only after a second hand has agreed."""
    must(by, may_appoint, post.organisation, _("无权任命这个职务。"))
    wish = {"post": post, "person": person, "on": on, "until": until, "instrument": instrument, "why": why}
    if by is None or not is_powerful(post):
        return appoint(by=by, **wish)
    must_be_possible(by=by, post=post, person=person, on=on, until=until)
    return _ask(by, kind=AskedKind.APPOINT, **wish)


def _ask(by, **wish) -> AskedAct:
    same = {name: wish.get(name) for name in ("person", "territory", "post")}
    if AskedAct.objects.filter(**same, state=State.OPEN).exists():
        raise ImpossibleError(_("已经提出过，正在等待同意。"))
    act = AskedAct.objects.create(asked_by=by, **wish)
    after = {"person": act.person_id, "territory": act.territory_id, "post": act.post_id, "on": act.on}
    record(by=by, verb=f"organisations.ask_{act.kind}", target=act, why=act.why, after=after)
    return act


def _open(act: AskedAct) -> AskedAct:
    kept = AskedAct.objects.select_for_update(of=("self",)).select_related("post__organisation", "asked_by")
    act = kept.get(pk=act.pk)
    if act.state != State.OPEN:
        raise ImpossibleError(_("这件事已经有了结果：%(state)s。") % {"state": act.get_state_display()})
    return act


def _must_be_a_second_hand(by, act: AskedAct) -> None:
    if not may_answer(by, act):
        raise Refused(_("这件事要由另一方同意。"))


def _end(act: AskedAct, by, state: State, answer: str) -> None:
    act.state, act.answered_by, act.answered_at, act.answer = state, by, timezone.now(), answer
    act.save(update_fields=["state", "answered_by", "answered_at", "answer"])


@transaction.atomic
def agree(*, by, act: AskedAct) -> AskedAct:
    """The second hand: what was asked for happens now. ImpossibleError when the state of things forbids it, or who
    asked has lost the right meanwhile."""
    act = _open(act)
    _must_be_a_second_hand(by, act)
    may, place = may_appoint, act.post and act.post.organisation
    if act.kind == AskedKind.SETTLE:
        may, place = may_keep_residents_roll, act.territory
    if not may.test(act.asked_by, place):
        raise ImpossibleError(_("提出的人已没有这项权限，请由现任重新提出。"))
    _end(act, by, State.AGREED, "")
    why = _("%(why)s（%(name)s提出）") % {"why": act.why, "name": act.asked_by}
    wish = {"person": act.person, "on": act.on, "why": why}
    if act.kind == AskedKind.SETTLE:
        move_in(by=by, territory=act.territory, address=act.address, **wish)
    else:
        put_in_post(by=by, post=act.post, until=act.until, instrument=act.instrument, **wish)
    record(by=by, verb="organisations.agree", target=act)
    return act


@transaction.atomic
def refuse(*, by, act: AskedAct, why: str) -> AskedAct:
    """Nothing happens; the reason goes to who asked."""
    act = _open(act)
    _must_be_a_second_hand(by, act)
    _end(act, by, State.REFUSED, why)
    record(by=by, verb="organisations.refuse", target=act, why=why)
    return act


@transaction.atomic
def withdraw(*, by, act: AskedAct) -> AskedAct:
    """Who asked no longer wants it."""
    act = _open(act)
    if by is None or act.asked_by_id != by.pk:
        raise Refused(_("只有提出的人可以撤回。"))
    _end(act, by, State.WITHDRAWN, "")
    record(by=by, verb="organisations.withdraw", target=act)
    return act
