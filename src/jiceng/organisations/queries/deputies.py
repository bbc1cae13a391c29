"""Deputy access: what one gave, what one was given, and what stands in one's scope."""

from datetime import date

from django.db.models import Q, QuerySet

from jiceng.kernel.pages import today
from jiceng.kernel.validity import holds_on
from jiceng.organisations.enums import Right
from jiceng.organisations.models import Deputyship, Term
from jiceng.organisations.queries.ranks import by_rank
from jiceng.organisations.rules.scope import in_scope, permissions
from jiceng.people.models import Person


def deputyships(*, seen_by) -> QuerySet[Deputyship]:
    """Those of one's own terms, those in which one acts, and those over which one appoints; newest first."""
    mine = Q(person_id=seen_by.person_id) | Q(term__person_id=seen_by.person_id)
    if Right.APPOINT in permissions(seen_by):
        mine |= Q(term__post__organisation__in=in_scope(seen_by, Right.APPOINT))
    rows = Deputyship.objects.filter(mine).select_related(
        "person", "term__person", "term__post__organisation"
    )
    return rows.order_by("-valid_to", "-id")


def terms_to_give(*, seen_by, as_of: date | None = None) -> QuerySet[Term]:
    """The terms for which the account may name a deputy: its own, and those it appoints to."""
    day = as_of or today()
    mine = Q(pk__in=[])
    rights = permissions(seen_by)
    if Right.NAME_DEPUTY in rights:
        mine |= Q(person_id=seen_by.person_id)
    if Right.APPOINT in rights:
        mine |= Q(post__organisation__in=in_scope(seen_by, Right.APPOINT))
    held = Term.objects.on(day).filter(holds_on(day, "post__")).filter(mine)
    by_unit = held.select_related("person", "post__organisation")
    return by_unit.order_by("post__organisation_id", by_rank("post__kind"), "id")


def possible_deputies(*, seen_by) -> QuerySet[Person]:
    """People who hold a post today in an organisation that the account's right to name a deputy reaches, or that
    serves the same territory; and have an account."""
    day = today()
    reach = in_scope(seen_by, Right.NAME_DEPUTY) | in_scope(seen_by, Right.APPOINT)
    near = Q(post__organisation__in=reach) | Q(
        post__organisation__territory__in=reach.filter(territory__isnull=False).values("territory")
    )
    posts = Term.objects.on(day).filter(near)
    return Person.objects.filter(terms__in=posts, account__is_active=True).distinct()
