"""Ways from a unit's page to the pages that other apps keep about the unit: each app registers its own."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from rules import Predicate

from jiceng.organisations.models import Organisation


@dataclass(frozen=True)
class Link:
    """`url_name` takes the unit's number; shown to whom `rule` lets."""

    label: str | Promise
    url_name: str
    icon: str
    rule: Predicate


_links: list[Link] = []


def register(link: Link) -> None:
    _links.append(link)


def links_of(account, organisation: Organisation) -> list[tuple[str, str, str]]:
    """(label, address, icon) of the pages about this unit that the account may open."""
    return [
        (str(one.label), reverse(one.url_name, args=[organisation.pk]), one.icon)
        for one in _links
        if one.rule.test(account, organisation)
    ]
