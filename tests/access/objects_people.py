"""People and accounts."""

from tests.access.objects import register


@register(
    "account",
    "account_deactivate",
    "account_reactivate",
    "account_reset",
    "account_release",
    "account_factor",
)
def account(world, place):
    """Accounts are kept for the whole county."""
    return {"pk": place.account.pk}


@register("unmask")
def member_or_resident(world, place):
    """Whoever is on the roll of the role's own line; asked of the member for party roles, else of the resident."""
    return {"pk": place.on_line.pk, "field": "phone"}


@register("person", "person_correct")
def person(world, place):
    return {"pk": place.on_line.pk}
