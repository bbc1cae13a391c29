"""Who leads and leaves a post has something to hand over: the end of a term is evidence, read from the registers."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from jiceng.institutions.models import Evidence
from jiceng.kernel.record import kind_of
from jiceng.organisations.enums import PostKind
from jiceng.organisations.models import Term

LEADING = (PostKind.SECRETARY, PostKind.DIRECTOR, PostKind.LEADER)
LEFT = "post.left"


@transaction.atomic
def note_leavings(*, since: date, day: date, organisations: Iterable[int] | None = None) -> set[int]:
    """State each end of a leading term in [since, day] as evidence, annul what no longer holds; gives back the
    organisations that it touched. Who goes on in the same post, or whose organisation ends with the term, hands over
    nothing."""
    ended = _ended(since, day)
    known = Evidence.objects.filter(kind=LEFT, annulled_at__isnull=True, on__gte=since)
    if organisations is not None:
        ids = list(organisations)
        ended, known = ended.filter(post__organisation__in=ids), known.filter(organisation__in=ids)
    wanted = {(str(term.pk), term.valid_to): term for term in ended}
    standing = {(one.source_id, one.on): one for one in known}
    gone = [standing[key] for key in standing.keys() - wanted.keys()]
    Evidence.objects.filter(pk__in=[one.pk for one in gone]).update(
        annulled_at=timezone.now(), annulled_why=_("任期没有在这一天结束。")
    )
    fresh = [wanted[key] for key in sorted(wanted.keys() - standing.keys())]
    Evidence.objects.bulk_create([_stated(term) for term in fresh], batch_size=500)
    return {one.organisation_id for one in gone} | {term.post.organisation_id for term in fresh}


def _ended(since: date, day: date):
    rows = Term.objects.filter(valid_to__gte=since, valid_to__lte=day, post__kind__in=LEADING)
    lives = Q(post__organisation__valid_to__isnull=True) | Q(post__organisation__valid_to__gt=F("valid_to"))
    return rows.filter(lives).exclude(pk__in=_going_on(rows)).select_related("post__organisation", "person")


def _going_on(rows) -> list[int]:
    """Terms that the same person continues in the same post on the day on which they end."""
    ends = OuterRef("valid_to")
    holds = Q(valid_from__lte=ends) & (Q(valid_to=None) | Q(valid_to__gt=ends))
    same = Term.objects.filter(holds, post=OuterRef("post"), person=OuterRef("person"))
    return list(rows.filter(Exists(same)).values_list("pk", flat=True))


def _stated(term: Term) -> Evidence:
    with override("zh-hans"):
        name = _("%(person)s不再担任%(post)s") % {"person": term.person, "post": term.post}
    return Evidence(
        kind=LEFT,
        organisation=term.post.organisation,
        person=term.person,
        on=term.valid_to,
        subject=f"{kind_of(term)}:{term.pk}",
        source_kind=kind_of(term),
        source_id=str(term.pk),
        source_name=name[:200],
        source_url=reverse("organisation_posts", args=[term.post.organisation_id]),
    )
