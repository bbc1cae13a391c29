"""What apps further up show on a person's page: each registers a section at start."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """`load(*, seen_by, person, as_of)` gives the context of `template`, or None when there is nothing to show to
    this account. Sections stand in the order of `order`."""

    name: str
    order: int
    template: str
    load: Callable[..., dict | None]


_sections: dict[str, Section] = {}


def register(section: Section) -> None:
    _sections[section.name] = section


def loaded(*, seen_by, person, as_of) -> list[tuple[str, dict]]:
    """Template and context of each section that has something to say."""
    found = []
    for section in sorted(_sections.values(), key=lambda section: section.order):
        context = section.load(seen_by=seen_by, person=person, as_of=as_of)
        if context is not None:
            found.append((section.template, context))
    return found
