"""Who may arrange the posts of new communities, propose people for them, and decide the package."""

import rules

from jiceng.cadres.enums import Right
from jiceng.cadres.models import Restructuring
from jiceng.kernel.access import holds
from jiceng.organisations.models import Organisation
from jiceng.organisations.rules.roles import CountyLeader, OrganisationDepartment, TownSecretary, extend
from jiceng.organisations.rules.scope import reaches_all, scope

extend(CountyLeader, Right.DECIDE_POSTS)
extend(OrganisationDepartment, Right.ARRANGE_POSTS, Right.DECIDE_POSTS, Right.PROPOSE_PEOPLE)
extend(TownSecretary, Right.PROPOSE_PEOPLE)

may_arrange_posts = holds(Right.ARRANGE_POSTS)
may_decide_posts = holds(Right.DECIDE_POSTS)
SEEING = (may_arrange_posts, may_decide_posts, holds(Right.PROPOSE_PEOPLE))
may_see_board = rules.predicate(
    lambda account: any(one.test(account) for one in SEEING), name="may_see_board"
)


def boards_of(seen_by) -> list[int]:
    """Ids of the boards that the account sees: all of the county, or those of its town."""
    towns = dict(Restructuring.objects.values_list("pk", "reorganisation__orders"))
    if any(reaches_all(seen_by, right) for right in (Right.ARRANGE_POSTS, Right.DECIDE_POSTS)):
        return list(towns)
    reach = Organisation.objects.filter(scope(seen_by, Right.PROPOSE_PEOPLE)).order_by()
    mine = set(reach.values_list("pk", flat=True))
    return [pk for pk, orders in towns.items() if orders.get("town") in mine]


def _reaches(account, board=None) -> bool:
    if not holds(Right.PROPOSE_PEOPLE).test(account):
        return False
    return board is None or board.pk in boards_of(account)


may_propose_people = rules.predicate(_reaches, name="may_propose_people")
