"""The institutions that come with the program: two packs of files."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path as FilePath

from jiceng.institutions.reading.schema import InstitutionFile

FOLDER = FilePath(__file__).parent.parent / "library"
PACKS = ("era-2002", "cn-2026")
TEMPLATE = FOLDER / "template.yaml"


def files(pack: str = "") -> list[FilePath]:
    """Paths in the order of numbers, the older pack first."""
    return [path for one in ([pack] if pack else PACKS) for path in sorted((FOLDER / one).glob("*.yaml"))]


@cache
def read_all() -> tuple[tuple[FilePath, str, InstitutionFile], ...]:
    """Each shipped file with its text and its model; the shipped files have no faults (a test proves it)."""
    return tuple(_read())


def _read() -> Iterator[tuple[FilePath, str, InstitutionFile]]:
    from jiceng.institutions.reading import read  # noqa: PLC0415  # the two import each other

    for path in files():
        text = path.read_text(encoding="utf-8")
        reading = read(text)
        if reading.file is None:
            raise ValueError(f"{path.name}: {reading.faults}")
        yield path, text, reading.file


def floor_of(key: str, day: date) -> InstitutionFile | None:
    """The shipped institution of that key on a day: what law and party rules ask for at the least."""
    for _path, _text, file in read_all():
        if (
            file.institution == key
            and file.effective_from <= day
            and (file.effective_to is None or day < file.effective_to)
        ):
            return file
    return None
