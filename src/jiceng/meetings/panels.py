"""What else stands on an item's desk, such as how it is voted on: registered by what knows it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Panel:
    """`context(request, item) -> dict | None` (None: nothing to show) for the part `template`."""

    template: str
    context: Callable


_panels: list[Panel] = []


def register(panel: Panel) -> None:
    """Called while the app starts."""
    _panels.append(panel)


def of(request, item) -> list[tuple[str, dict]]:
    """(template, values) of each part that has something to show for the item."""
    made = [(panel.template, panel.context(request, item)) for panel in _panels]
    return [(template, values) for template, values in made if values is not None]
