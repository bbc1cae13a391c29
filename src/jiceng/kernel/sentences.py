"""A sentence that is made once and read later, by others: it remembers its words and what stands in them.

In code it is the text in the language of the moment, as `gettext` gives it; kept, it is plain data that each reader
reads in their own language. `sentence` and `sentences` take the place of `gettext` and `ngettext` under their names.
"""

from collections.abc import Mapping
from typing import Any, Self

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext


class Sentence(str):
    """Text with the words it was made of: `words` (and `many` with `number`, or `context`), then `values`."""

    kept: dict[str, Any]

    def __new__(cls, text: str, kept: dict[str, Any] | None = None) -> Self:
        made = super().__new__(cls, text)
        made.kept = kept or {"words": text}
        return made

    def __str__(self) -> str:
        """Itself: an exception that is asked for its message gives the sentence back."""
        return self

    def __mod__(self, values: Any) -> "Sentence":
        told = {name: keep(value) for name, value in values.items()} if isinstance(values, Mapping) else {}
        text = super().__mod__({name: _value(value) for name, value in told.items()} if told else values)
        return Sentence(text, {**self.kept, "values": told})


def sentence(words: str) -> Sentence:
    return Sentence(gettext(words), {"words": words})


def sentences(one: str, many: str, number: int) -> Sentence:
    return Sentence(ngettext(one, many, number), {"words": one, "many": many, "number": number})


def of_label(label: str | Promise) -> str:
    """A label of an enumeration, a heading of a column: translated when it is read."""
    if not isinstance(label, Promise):
        return str(label)
    _unpickled, (function, given, _named, *_kinds) = label.__reduce__()  # type: ignore[misc]
    if function is gettext:
        return Sentence(str(label), {"words": given[0]})
    if function is pgettext:
        return Sentence(str(label), {"context": given[0], "words": given[1]})
    return str(label)


def keep(said: Any) -> Any:
    """As JSON keeps it: what is no sentence stays what it is, or becomes its text."""
    if isinstance(said, Sentence):
        return said.kept
    if isinstance(said, Promise):
        return keep(of_label(said))
    if isinstance(said, list | tuple):
        return [keep(one) for one in said]
    return said if said is None or isinstance(said, str | int | float) else str(said)


def read(kept: Any) -> str:
    """What was kept, in the language of whoever reads; texts as they are."""
    if isinstance(kept, list):
        return gettext("、").join(read(one) for one in kept)
    if not isinstance(kept, dict):
        return "" if kept is None else str(kept)
    words = kept["words"]
    if "many" in kept:
        words = ngettext(words, kept["many"], kept["number"])
    elif words:
        words = pgettext(kept["context"], words) if "context" in kept else gettext(words)
    values = kept.get("values")
    return words % {name: _value(value) for name, value in values.items()} if values else words


def _value(kept: Any) -> Any:
    """Numbers stay numbers: the words may ask for one."""
    return kept if isinstance(kept, int | float) else read(kept)
