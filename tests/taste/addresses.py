"""Every address of the site: its name, its pattern, its view."""

import inspect
from collections.abc import Callable, Iterator

from django.urls import URLPattern, URLResolver, get_resolver

Address = tuple[str, str, Callable]


def walk(patterns, before="") -> Iterator[tuple[str | None, str, Callable]]:
    for part in patterns:
        if isinstance(part, URLResolver):
            yield from walk(part.url_patterns, before + str(part.pattern))
        elif isinstance(part, URLPattern):
            yield part.name, before + str(part.pattern), part.callback


def addresses() -> list[Address]:
    """All named addresses; an unnamed one is an error of its own test."""
    return [(name, pattern, view) for name, pattern, view in everything() if name]


def everything() -> list[tuple[str | None, str, Callable]]:
    return list(walk(get_resolver().url_patterns))


def innermost(view: Callable) -> Callable:
    return inspect.unwrap(view)
