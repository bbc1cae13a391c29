"""Reading an institution's file: text → checked model, with every mistake at its line."""

from collections.abc import Iterable
from dataclasses import dataclass

from jiceng.institutions.reading import conflicts, guard, law, nodes, references, shape
from jiceng.institutions.reading.faults import Fault, Unreadable, errors
from jiceng.institutions.reading.schema import InstitutionFile

__all__ = ["Fault", "InstitutionFile", "Reading", "Unreadable", "check", "errors", "read"]


@dataclass
class Reading:
    """What a text says: the model when its shape is right, and all mistakes in the order of lines."""

    text: str
    file: InstitutionFile | None
    source: nodes.Source | None
    faults: list[Fault]

    @property
    def ok(self) -> bool:
        """Fit to be compiled: warnings do not keep it back."""
        return self.file is not None and not errors(self.faults)

    def at(self, line: int) -> list[Fault]:
        return [fault for fault in self.faults if fault.line == line]


def read(text: str) -> Reading:
    """Shape, references, contradictions inside the file, and the guard against formalism."""
    try:
        source = nodes.parse(text)
    except Unreadable as unreadable:
        return Reading(text, None, None, unreadable.faults)
    file, faults = shape.shaped(source)
    faults = [*source.faults, *faults]
    if file is not None:
        for step in (references, conflicts, guard):
            faults += step.check(file, source)
        faults = _once(faults)
    return Reading(text, file, source, sorted(set(faults)))


def check(text: str, others: Iterable[InstitutionFile] = (), floor: InstitutionFile | None = None) -> Reading:
    """Also against other institutions in force and against what the law asks for at the least."""
    reading = read(text)
    if reading.file is not None and reading.source is not None:
        found = list(conflicts.between(reading.file, reading.source, others))
        if floor is not None:
            found += law.check(reading.file, reading.source, floor)
        reading.faults = sorted({*reading.faults, *found})
    return reading


def _once(faults: list[Fault]) -> list[Fault]:
    """Where the guard speaks, “unknown kind” need not be said as well."""
    guarded = {(fault.line, fault.column) for fault in faults if fault.code == "formalism"}
    unknown = {"evidence", "mark"}
    return [f for f in faults if f.code not in unknown or (f.line, f.column) not in guarded]
