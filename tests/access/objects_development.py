"""A post of the place's line with somebody in reserve for it."""

from jiceng.organisations.enums import Kind, PostKind
from jiceng.organisations.models import Organisation
from tests import factories
from tests.access.objects import register, shared


def body_of(place):
    """The body of the place on the role's line: the branch, or the residents' committee."""
    if place.party:
        return place.branch
    return Organisation.objects.get(kind=Kind.RESIDENTS_COMMITTEE, territory=place.territory)


def post_of(world, place):
    body = body_of(place)
    return shared(
        world,
        ("post with a reserve", body.pk),
        lambda: factories.make_post(body, PostKind.PUBLICITY_MEMBER, title="后备"),
    )


@register("reserve_post", "reserve_new")
def of_post(world, place):
    return {"pk": post_of(world, place).pk}


@register("reserve", "reserve_review", "reserve_leave")
def of_reserve(world, place):
    post = post_of(world, place)
    return {"pk": shared(world, ("reserve", post.pk), lambda: factories.make_reserve(post)).pk}
