"""Barriers that the site itself can offer for its units; who has some registers them."""

from collections.abc import Callable

_offers: list[Callable[[], list[dict] | None]] = []


def register_barriers(read: Callable[[], list[dict] | None]) -> None:
    """`read` gives lines as `barriers_from_geojson` does, or None while it has nothing to offer here."""
    _offers.append(read)


def offered_barriers() -> list[dict] | None:
    """What is offered on this site now."""
    return next((lines for lines in (read() for read in _offers) if lines), None)
