"""Requests as they stood on a day: their round, their light, the unit that had them; the list and its figures."""

import re
from datetime import date

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy

from jiceng.kernel.components import Figure
from jiceng.kernel.pages import today
from jiceng.kernel.validity import holds_on
from jiceng.kernel.working_days import add_working_days
from jiceng.service.enums import CaseState, Solved
from jiceng.service.models import Case as Request
from jiceng.service.models import CaseRound, Handing
from jiceng.service.norms import norms
from jiceng.service.rules import acting_for, cases_of

LIGHTS = {
    "late": ("late", gettext_lazy("逾期")),
    "near": ("soon", gettext_lazy("今明两天到期")),
    "new": ("none", gettext_lazy("待受理")),
    "open": ("info", gettext_lazy("办理中")),
    "done": ("done", gettext_lazy("已答复")),
}
DIGITS = re.compile(r"\d{5,}")
GLIMPSE = 18


def standing(as_of: date) -> QuerySet[Request]:
    """Every request asked by the day, with `now` (its holding of the day), `due` and `ended` (the answer's day) of the
    round of the day, and `light`."""
    rounds = CaseRound.objects.filter(case=OuterRef("pk"), opened_on__lte=as_of).order_by("-number")
    near = add_working_days(as_of, norms(as_of).near_working_days)
    rows = Request.objects.filter(received_on__lte=as_of).annotate(
        now=FilteredRelation("holdings", condition=holds_on(as_of, "holdings__")),
        due=Subquery(rounds.values("due_on")[:1]),
        ended=Subquery(rounds.values("answered_on")[:1]),
    )
    light = Case(
        When(ended__lte=as_of, then=Value("done")),
        When(due__lt=as_of, then=Value("late")),
        When(Q(accepted_on__isnull=True) | Q(accepted_on__gt=as_of), then=Value("new")),
        When(due__lte=near, then=Value("near")),
        default=Value("open"),
        output_field=CharField(),
    )
    return rows.filter(now__isnull=False).annotate(light=light)


def facts(rows: QuerySet[Request], as_of: date) -> QuerySet[Request]:
    """What statistics count, as truths of each request on the day: `late` in any round, `again` (asked for again),
    `unsolved` and `silent` by the word on the round of the day, `handed`, `back`."""
    rounds = CaseRound.objects.filter(case=OuterRef("pk"), opened_on__lte=as_of)
    over = Q(answered_on__gt=F("due_on"), answered_on__lte=as_of) | Q(due_on__lt=as_of) & (
        Q(answered_on=None) | Q(answered_on__gt=as_of)
    )
    said = Q(rated_on__lte=as_of)
    handings = Handing.objects.filter(case=OuterRef("pk"), on__lte=as_of, recalled=False)
    answered = rounds.filter(answered_on__lte=as_of)
    return rows.annotate(
        late=Exists(rounds.filter(over)),
        again=Exists(rounds.filter(number__gt=0)),
        agreed=Exists(answered.filter(said, number=F("case__round"), solved=Solved.YES)),
        unsolved=Exists(answered.filter(said, solved__in=[Solved.NO, Solved.PARTLY])),
        silent=Exists(answered.exclude(said)) & ~Exists(answered.filter(said)),
        handed=Exists(handings),
        back=Exists(handings.filter(taken=False, decided_on__lte=as_of)),
    )


# Each figure of the statistics as a condition on `facts`; the list behind a figure is narrowed by the same.
FIGURES = {
    "received": (gettext_lazy("收到"), Q()),
    "in_time": (gettext_lazy("按期答复"), Q(light="done", late=False)),
    "late": (gettext_lazy("有逾期"), Q(late=True)),
    "open": (gettext_lazy("未答复"), ~Q(light="done")),
    "again": (gettext_lazy("重办过"), Q(again=True)),
    "solved": (gettext_lazy("居民说解决了"), Q(light="done", agreed=True)),
    "unsolved": (gettext_lazy("居民说没解决"), Q(unsolved=True)),
    "silent": (gettext_lazy("居民没有评价"), Q(light="done", silent=True)),
    "handed": (gettext_lazy("转办过"), Q(handed=True)),
    "back": (gettext_lazy("被退回过"), Q(back=True)),
}

# How many working days the first answer took: from, to.
TOOK: dict[str, tuple[int, int | None]] = {
    "0": (0, 0),
    "1": (1, 1),
    "5": (2, 5),
    "15": (6, 15),
    "more": (16, None),
}


def took_in(rows: QuerySet[Request], key: str) -> QuerySet[Request]:
    """Those whose first answer took so long."""
    first, last = TOOK[key]
    span = Q(took__gte=first) if last is None else Q(took__gte=first, took__lte=last)
    return rows.filter(Exists(CaseRound.objects.filter(span, case=OuterRef("pk"), number=0)))


def cases(*, seen_by, as_of: date) -> QuerySet[Request]:
    rows = facts(standing(as_of).filter(cases_of(seen_by)), as_of)
    return rows.select_related("now__community", "now__holder")


def case_or_404(pk: int, *, seen_by, as_of: date | None = None) -> Request:
    found = cases(seen_by=seen_by, as_of=as_of or today()).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def glimpse(text: str) -> str:
    """The first words of what was written, for lists: no number long enough to be somebody's."""
    plain = DIGITS.sub(lambda found: "*" * len(found[0]), " ".join(text.split()))
    return plain if len(plain) <= GLIMPSE else plain[:GLIMPSE] + "…"


def in_hand(account, as_of: date) -> QuerySet[Request]:
    """Open requests that the account's units have, or are asked to take."""
    own = acting_for(account)
    offered = Handing.objects.filter(decided_on=None, to_unit__in=own).order_by()
    mine = Q(now__holder__in=own) | Q(pk__in=offered.values("case"))
    return standing(as_of).filter(mine).exclude(state=CaseState.ANSWERED).order_by("due", "pk")


def figures(*, seen_by, as_of: date) -> list[Figure]:
    """How it stands on the day: what is open, by light; each opens to its list."""
    rows = standing(as_of).filter(cases_of(seen_by)).order_by()
    counted = dict(rows.values_list("light").annotate(many=Count("pk")))
    url = reverse("cases")
    return [
        Figure(
            str(word), counted.get(key, 0), url=f"{url}?light={key}", tone=tone if counted.get(key) else ""
        )
        for key, (tone, word) in LIGHTS.items()
        if key != "done"
    ]
