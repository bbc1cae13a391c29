"""Posts and who holds them for a term."""

from datetime import date

from django.db import transaction

from jiceng.kernel.access import Refused, must
from jiceng.kernel.record import record
from jiceng.kernel.sentences import sentence as _
from jiceng.kernel.sentences import sentences as ngettext
from jiceng.organisations.commands.timing import ImpossibleError, end_all, must_exist, must_follow, overlaps
from jiceng.organisations.enums import PostKind
from jiceng.organisations.models import Instrument, Organisation, Post, Term
from jiceng.organisations.rules import may_appoint
from jiceng.organisations.rules.roles import SEPARATE_POSTS
from jiceng.organisations.rules.second_hand import is_powerful
from jiceng.people.models import Person


@transaction.atomic
def create_post(
    *,
    by,
    organisation: Organisation,
    kind: PostKind,
    on: date,
    title: str = "",
    places: int = 1,
    until: date | None = None,
    why: str = "",
) -> Post:
    """A place to be filled in an organisation, from `on`."""
    must(by, may_appoint, organisation, _("无权在这个组织设置职务。"))
    until = until or organisation.valid_to
    must_follow(on, until)
    must_exist(organisation, on, until)
    same = Post.objects.filter(overlaps(on, until), organisation=organisation, kind=kind, title=title)
    if same.exists():
        raise ImpossibleError(
            _("“%(name)s”已设有%(post)s。")
            % {"name": organisation.name, "post": title or PostKind(kind).label}
        )
    post = Post.objects.create(
        organisation=organisation, kind=kind, title=title, places=places, valid_from=on, valid_to=until
    )
    after = {"organisation": organisation.pk, "kind": kind, "places": places, "on": on}
    record(by=by, verb="organisations.create_post", target=post, why=why, after=after)
    return post


@transaction.atomic
def end_post(*, by, post: Post, on: date, why: str = "") -> Post:
    """The post ends on `on`, and the terms in it."""
    must(by, may_appoint, post.organisation, _("无权撤销这个职务。"))
    if not post.valid_from < on or (post.valid_to and post.valid_to < on):
        raise ImpossibleError(_("这个职务在%(day)s不存在。") % {"day": on.isoformat()})
    if post.terms.filter(valid_from__gt=on).exists():
        raise ImpossibleError(_("这个职务还有更晚开始的任期，请先处理。"))
    end_all(post.terms.all(), on)
    post.valid_to = on
    post.save(update_fields=["valid_to"])
    record(by=by, verb="organisations.end_post", target=post, why=why, after={"on": on})
    return post


@transaction.atomic
def appoint(
    *,
    by,
    post: Post,
    person: Person,
    on: date,
    until: date | None = None,
    instrument: Instrument | None = None,
    why: str = "",
) -> Term:
    """Put a person in a post from `on`; a term without `until` runs on.

    Refused: oneself (nobody grants themselves rights), a post that needs a second hand (`appoint_or_ask`), a full
    post, the same person twice in it, the three administrators' posts in one hand (GB/T 22239).
    """
    must(by, may_appoint, post.organisation, _("无权任命这个职务。"))
    _must_not_be_oneself(by, person)
    if by is not None and is_powerful(post):
        raise Refused(_("这个职务的任命要经另一人复核。"))
    return put_in_post(by=by, post=post, person=person, on=on, until=until, instrument=instrument, why=why)


def _must_not_be_oneself(by, person: Person) -> None:
    if by is not None and by.person_id == person.pk:
        raise Refused(_("不能任命自己，请由上级或其他负责人办理。"))


def must_be_possible(
    *, by, post: Post, person: Person, on: date, until: date | None
) -> tuple[Post, date | None]:
    """The state of things lets the person be put in the post; gives back the post, locked, and the end of the term."""
    _must_not_be_oneself(by, person)
    post = Post.objects.select_for_update().select_related("organisation").get(pk=post.pk)
    until = until or post.valid_to
    must_follow(on, until)
    if post.valid_from > on or (post.valid_to and until and until > post.valid_to):
        raise ImpossibleError(
            _("任期须在职务存续期内（%(start)s起）。") % {"start": post.valid_from.isoformat()}
        )
    _must_have_a_place(post, person, on, until)
    _must_keep_administrators_apart(post, person, on, until)
    return post, until


def put_in_post(
    *, by, post: Post, person: Person, on: date, until: date | None, instrument: Instrument | None, why: str
) -> Term:
    """The part of an appointment that changes rows; who may is settled before."""
    post, until = must_be_possible(by=by, post=post, person=person, on=on, until=until)
    term = Term.objects.create(post=post, person=person, valid_from=on, valid_to=until, instrument=instrument)
    after = {"post": post.pk, "person": person.pk, "on": on, "until": until}
    record(by=by, verb="organisations.appoint", target=term, why=why, after=after)
    return term


def _must_have_a_place(post: Post, person: Person, on: date, until: date | None) -> None:
    terms = list(post.terms.filter(overlaps(on, until)).select_related("person"))
    if any(term.person_id == person.pk for term in terms):
        raise ImpossibleError(_("%(person)s在此期间已任此职。") % {"person": person.name})
    # The most terms on one day are reached on the day on which one of them begins.
    days = {on, *(term.valid_from for term in terms if term.valid_from > on)}
    most = max(
        sum(term.valid_from <= day and (term.valid_to is None or term.valid_to > day) for term in terms)
        for day in days
    )
    if most >= post.places:
        raise ImpossibleError(
            ngettext(
                "%(post)s只有%(places)d个职数，现由%(holders)s担任。",
                "%(post)s只有%(places)d个职数，现由%(holders)s担任。",
                post.places,
            )
            % {
                "post": str(post),
                "places": post.places,
                "holders": "、".join(term.person.name for term in terms),
            }
        )


def _must_keep_administrators_apart(post: Post, person: Person, on: date, until: date | None) -> None:
    if post.kind not in SEPARATE_POSTS:
        return
    rival = (
        Term.objects.filter(overlaps(on, until), person=person, post__kind__in=SEPARATE_POSTS)
        .exclude(post__kind=post.kind)
        .select_related("post__organisation")
        .first()
    )
    if rival:
        raise ImpossibleError(
            _("%(person)s已任%(post)s；系统、安全、审计三员不得由一人兼任。")
            % {"person": person.name, "post": str(rival.post)}
        )


@transaction.atomic
def end_term(*, by, term: Term, on: date, why: str = "") -> Term:
    """The person leaves the post on `on`; the rights end the same day."""
    must(by, may_appoint, term.post.organisation, _("无权免去这个职务。"))
    if on <= term.valid_from or (term.valid_to and term.valid_to < on):
        raise ImpossibleError(
            _("任期自%(start)s起，不能在%(day)s结束。")
            % {"start": term.valid_from.isoformat(), "day": on.isoformat()}
        )
    before = {"until": term.valid_to}
    term.valid_to = on
    term.save(update_fields=["valid_to"])
    record(by=by, verb="organisations.end_term", target=term, why=why, before=before, after={"until": on})
    return term
