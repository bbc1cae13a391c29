"""Who may give or take back deputy access: the holder of the term, whoever appoints to the post, to end it also the
deputy. A deputy names no further deputy."""

import rules

from jiceng.kernel.access import holds, signed_in
from jiceng.organisations.enums import Right
from jiceng.organisations.models import Deputyship, Term
from jiceng.organisations.rules.scope import reaches


@rules.predicate
def may_give_deputy(account, term: Term | None = None) -> bool:
    if term is None:
        return holds(Right.NAME_DEPUTY).test(account) or holds(Right.APPOINT).test(account)
    own = term.person_id == account.person_id and holds(Right.NAME_DEPUTY).test(account)
    return own or (
        holds(Right.APPOINT).test(account) and reaches(account, Right.APPOINT, term.post.organisation)
    )


@rules.predicate
def may_end_deputyship(account, deputyship: Deputyship | None = None) -> bool:
    if deputyship is None or not signed_in(account):
        return signed_in(account)
    mine = account.person_id in {deputyship.person_id, deputyship.term.person_id}
    return mine or may_give_deputy.test(account, deputyship.term)
