"""What administrators see of accounts: names, posts and states, nothing of people's data."""

from datetime import timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from jiceng.people.models import Account, Person, SecondFactor
from jiceng.people.rules import may_see_accounts


def accounts(*, seen_by: Account | None) -> QuerySet[Account]:
    """All accounts with `has_factor` and `failures` (failed log-ins within the time of rest); none without right."""
    if seen_by is not None and not may_see_accounts.test(seen_by):
        return Account.objects.none()
    since = timezone.now() - timedelta(hours=settings.AXES_COOLOFF_TIME)
    tries = (
        AccessAttempt.objects.filter(username=OuterRef("username"), attempt_time__gte=since)
        .order_by()
        .values("username")
        .annotate(total=Sum("failures_since_start"))
        .values("total")
    )
    factors = SecondFactor.objects.filter(account=OuterRef("pk"), confirmed_at__isnull=False)
    return Account.objects.select_related("person").annotate(
        has_factor=Exists(factors), failures=Coalesce(Subquery(tries), Value(0))
    )


def locked(rows: QuerySet[Account]) -> QuerySet[Account]:
    return rows.filter(failures__gte=settings.AXES_FAILURE_LIMIT)


def is_locked(account: Account) -> bool:
    return account.failures >= settings.AXES_FAILURE_LIMIT


def people_without_account(*, seen_by: Account, text: str, limit: int = 20) -> list[Person]:
    """Whom an account could be opened for: name or pinyin begins so. Nothing for fewer than two characters."""
    text = "".join(text.split()).lower()
    if len(text) < 2 or not may_see_accounts.test(seen_by):
        return []
    found = Person.objects.filter(
        Q(name__startswith=text) | Q(pinyin__startswith=text) | Q(initials=text), account__isnull=True
    )
    return list(found[:limit])
