"""Organisations, rolls, posts and reorganisations."""

from datetime import date
from uuid import uuid4

from jiceng.organisations.commands.reorganisation import plan_reorganisation
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import AskedAct, Organisation
from tests import factories
from tests.access.objects import register


@register(
    "organisation",
    "organisation_below",
    "organisation_rename",
    "organisation_move",
    "organisation_merge",
    "organisation_split",
    "organisation_succeed",
    "organisation_abolish",
    "territory_count",
    "organisation_posts",
    "post_create",
)
def unit(world, place):
    return {"pk": place.organisation.pk}


@register("member_admit")
def branch(world, place):
    return {"pk": place.branch.pk}


@register("settle")
def territory(world, place):
    return {"pk": place.territory.pk}


@register("member_transfer", "member_full", "member_end")
def member(world, place):
    return {"pk": place.member.pk}


@register("appoint")
def post(world, place):
    return {"pk": place.post.pk}


@register("term_end")
def term(world, place):
    return {"pk": place.term.pk}


@register("reorganisation", "reorganisation_execute", "reorganisation_reverse")
def reorganisation(world, place):
    """One for the whole county: a reorganisation is not a matter of one unit."""

    town = Organisation.objects.filter(kind=Kind.TOWN_PARTY_COMMITTEE).first()
    street = Organisation.objects.filter(kind=Kind.STREET_WORKING_COMMITTEE).first()
    planned = plan_reorganisation(
        by=None,
        key=uuid4(),
        title="组织调整",
        effective_on=date(2026, 1, 1),
        instrument=factories.make_instrument(),
        orders={
            "version": 1,
            "town": town.pk,
            "party_superior": street.pk,
            "communities": [{"key": "a", "name": "新社区", "predecessors": [place.territory.pk]}],
        },
    )
    return {"pk": planned.pk}


@register("asked_act_agree", "asked_act_refuse", "asked_act_withdraw")
def asked_act(world, place):
    """A move of this area's resident into another territory, asked for by somebody there."""
    others = Organisation.objects.filter(kind=Kind.COMMUNITY).exclude(pk=place.territory.pk)
    act, _made = AskedAct.objects.get_or_create(
        kind="settle",
        person=place.resident.person,
        territory=others.order_by("pk").first(),
        defaults={"on": date(2026, 1, 1), "asked_by": world.accounts["no_post"]},
    )
    return {"pk": act.pk}
