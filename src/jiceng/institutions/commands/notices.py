"""Reminders before the due day, steps up the line after it; each once. Mail goes out at once or as a digest."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.institutions.enums import OPEN_STATES, Bearer, State, Way
from jiceng.institutions.models import Duty, MailWish, Notice
from jiceng.institutions.planning import answerable
from jiceng.institutions.queries.states import duties_on
from jiceng.kernel.access import must, signed_in
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.organisations.enums import Kind, PostKind
from jiceng.organisations.models import Organisation, Placement, Term

# What can no longer be done climbs the line all the same, for so many days after it was due.
CLIMBS = 60
LEADING = (PostKind.SECRETARY, PostKind.DIRECTOR, PostKind.LEADER)


@transaction.atomic
def remind(*, by=None, on: date | None = None) -> int:
    """Make the reminders and escalation steps that are due on a day; run again it makes none twice. Gives back how
    many are new."""
    day = on or today()
    red = Q(state=State.MISSED, due_on__gte=day - timedelta(days=CLIMBS))
    open_duties = list(
        duties_on(day)
        .filter(Q(state__in=OPEN_STATES) | red)
        .select_related("obligation", "term")
        .order_by("due_on", "pk")
    )
    in_office = answerable({duty.organisation_id for duty in open_duties}, day)
    above = _superiors({duty.organisation_id for duty in open_duties}, day)
    county = _holders_of(Kind.ORGANISATION_DEPARTMENT, day)
    wanted = []
    for duty in open_duties:
        for step, people in _steps(duty, day, in_office, above, county):
            wanted += [Notice(duty=duty, person_id=person, step=step, on=day) for person in sorted(people)]
    known = set(
        Notice.objects.filter(duty__in=[duty.pk for duty in open_duties]).values_list(
            "duty", "person", "step"
        )
    )
    fresh = [one for one in wanted if (one.duty_id, one.person_id, one.step) not in known]
    Notice.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=1000)
    return len(fresh)


def _steps(duty: Duty, day: date, in_office, above, county) -> Iterable[tuple[int, set[int]]]:
    """The latest reminder that is due, and each step up that is due."""
    late = (day - duty.due_on).days
    own = _own(duty, in_office)
    due = [-days for days in duty.obligation.reminders if late >= -days]
    if due and late <= 0:
        yield max(due), own
    for step in duty.obligation.escalation:
        if late >= step["after"]:
            people = {"holder": own, "superior": above.get(duty.organisation_id, set()), "county": county}
            yield step["after"], people[step["to"]]


def _own(duty: Duty, in_office) -> set[int]:
    if duty.obligation.bearer == Bearer.HOLDER and duty.term_id:
        return {duty.term.person_id}
    kinds = duty.obligation.post_kinds or LEADING
    return {person for kind in kinds for person, _name in in_office.get((duty.organisation_id, kind), [])}


def _superiors(organisations: set[int], day: date) -> dict[int, set[int]]:
    """Who leads the organisation straight above, by organisation; above a unit that is resident in a community stand
    those who serve the community."""
    placed = Placement.objects.on(day).filter(organisation__in=organisations, superior__isnull=False)
    pairs = list(placed.values_list("organisation", "superior"))
    serving = Organisation.objects.on(day).filter(territory__in={superior for _one, superior in pairs})
    by_area: dict[int, list[int]] = defaultdict(list)
    for pk, area in serving.exclude(kind=Kind.RESIDENT_UNIT).order_by("pk").values_list("pk", "territory"):
        by_area[area].append(pk)
    pairs += [(one, body) for one, superior in pairs for body in by_area[superior] if body != one]
    led = answerable({superior for _one, superior in pairs}, day)
    found: dict[int, set[int]] = defaultdict(set)
    for organisation, superior in pairs:
        for kind in LEADING:
            found[organisation] |= {person for person, _name in led.get((superior, kind), [])}
    return found


def _holders_of(kind: Kind, day: date) -> set[int]:
    terms = Term.objects.on(day).filter(post__organisation__kind=kind, post__kind__in=LEADING)
    return set(terms.values_list("person", flat=True))


def read_notices(*, by) -> int:
    """The account has seen its reminders."""
    must(by, signed_in)
    with transaction.atomic():
        rows = Notice.objects.filter(person=by.person_id, read_at__isnull=True)
        return rows.update(read_at=timezone.now())


@transaction.atomic
def wish_mail(*, by, way: str, address: str = "") -> MailWish:
    """How the account wants its reminders by mail."""
    must(by, signed_in)
    wish, _made = MailWish.objects.update_or_create(account=by, defaults={"way": way, "address": address})
    record(by=by, verb="institutions.wish_mail", target=wish, after={"way": way})
    return wish


def send_mails(*, way: str) -> int:
    """Send what was not sent yet to those who want it that way: one mail a person. What the mail server refuses stays
    unsent and is tried the next time."""
    sent = 0
    for wish in MailWish.objects.filter(way=way).exclude(way=Way.NONE).select_related("account"):
        notices = list(
            Notice.objects.filter(person=wish.account.person_id, mailed_at__isnull=True)
            .select_related("duty__obligation", "duty__organisation")
            .order_by("duty__due_on")
        )
        if not notices:
            continue
        subject = ngettext("%(count)d件待办", "%(count)d件待办", len(notices)) % {"count": len(notices)}
        if send_mail(subject, _text(notices), None, [wish.address], fail_silently=True):
            Notice.objects.filter(pk__in=[one.pk for one in notices]).update(mailed_at=timezone.now())
            sent += 1
    return sent


def _text(notices: list[Notice]) -> str:
    """Names of duties and units only: no personal data leaves by mail."""
    lines = [
        f"{one.duty.due_on.isoformat()}  {one.duty.obligation.title}（{one.duty.organisation}） "
        + settings.SITE
        + reverse("duty", args=[one.duty_id])
        for one in notices
    ]
    return "\n".join([*lines, "", _("登录网站可以看到依据条款和办理入口。")])
