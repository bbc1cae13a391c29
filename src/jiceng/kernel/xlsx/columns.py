"""What stands in a column: the same definition makes the template, the export and the reading."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import override

from jiceng.kernel.xlsx.cells import Parser


@dataclass(frozen=True)
class Column:
    """`parse` reads a cell; `note` explains the column in the template; `choices` gives a drop-down.

    `repeats` says that few different values occur, so that each is parsed only once. `form` is how Excel shows
    the cell: "text" (codes and numbers of people keep their digits), "date" or "number".
    """

    name: str
    heading: str | Promise
    parse: Parser
    note: str | Promise = ""
    required: bool = False
    repeats: bool = False
    form: str = "text"
    width: int = 14
    example: str | Promise = ""
    choices: Callable[[], list[str]] | None = field(default=None, compare=False)

    @property
    def title(self) -> str:
        """The heading as text in the language of the moment."""
        return str(self.heading)


def in_every_language(word: str | Promise) -> set[str]:
    """The word in each language of the site: a file made under one is read under another."""
    found = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            found.add(str(word))
    return found


def headings(columns: tuple[Column, ...]) -> dict[str, Column]:
    """Which column a heading means, in any language of the site."""
    return {word: column for column in columns for word in in_every_language(column.heading)}
