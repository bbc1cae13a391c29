"""What needs me today, and how does my unit stand: each app registers its cards and figures."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from rules import Predicate

from jiceng.kernel.access import signed_in
from jiceng.kernel.components import Figure

MOST_CARDS = 7


@dataclass(frozen=True)
class Row:
    """One matter on a card; `light` is a state of the lights, `note` its word, `detail` a line below the text."""

    text: str
    url: str
    light: str = ""
    note: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Card:
    """A card of the front page: at most five rows are drawn, `count` says how many there are."""

    title: str
    rows: list[Row] = field(default_factory=list)
    count: int | None = None
    url: str = ""
    tone: str = ""
    action: tuple[str, str] | None = None


@dataclass(frozen=True)
class Source:
    """`make(*, seen_by, as_of) -> Card | None`; what waits for one's own decision comes before all else, then late
    before soon before the rest, low orders first."""

    order: int
    make: Callable
    rule: Predicate = signed_in
    decides: bool = False


_cards: list[Source] = []
_figures: list[Callable] = []
_public: list[Source] = []


def register_card(source: Source) -> None:
    _cards.append(source)


def register_figures(make: Callable) -> None:
    """`make(*, seen_by, as_of) -> list[Figure]`: how the unit of the account stands."""
    _figures.append(make)


def register_public(source: Source) -> None:
    """A card for residents without account: `make(*, as_of) -> Card | None`."""
    _public.append(source)


def cards(*, seen_by, as_of: date) -> list[Card]:
    """At most seven: what one has to decide first, then what is late, what is due, the rest in the order registered."""
    made = [
        (source, source.make(seen_by=seen_by, as_of=as_of)) for source in _cards if source.rule.test(seen_by)
    ]
    urgency = {"late": 0, "soon": 1}
    present = [
        (not source.decides, urgency.get(card.tone, 2), source.order, card)
        for source, card in made
        if card is not None
    ]
    return [card for *_places, card in sorted(present, key=lambda row: row[:3])][:MOST_CARDS]


def figures(*, seen_by, as_of: date) -> list[Figure]:
    """At most five, in the order registered."""
    return [figure for make in _figures for figure in make(seen_by=seen_by, as_of=as_of)][:5]


def public_cards(*, as_of: date) -> list[Card]:
    made = [source.make(as_of=as_of) for source in sorted(_public, key=lambda s: s.order)]
    return [card for card in made if card is not None]
