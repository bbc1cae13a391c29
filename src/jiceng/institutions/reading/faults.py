"""What is wrong in a file, in a sentence, with its line."""

from collections.abc import Iterable
from dataclasses import dataclass

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, order=True)
class Fault:
    """`line` and `column` count from 1. A warning is shown, an error keeps an edition from being published."""

    line: int
    column: int
    code: str
    message: str
    severity: str = ERROR

    @property
    def is_error(self) -> bool:
        return self.severity == ERROR

    def as_dict(self) -> dict:
        return {
            "line": self.line,
            "column": self.column,
            "code": self.code,
            "message": self.message,
            "severity": self.severity,
        }

    def __str__(self) -> str:
        return f"{self.line}:{self.column} {self.message}"


def errors(faults: Iterable[Fault]) -> list[Fault]:
    return [fault for fault in faults if fault.is_error]


class Unreadable(Exception):
    """The text is no file that could be checked further; bears its faults."""

    def __init__(self, *faults: Fault):
        super().__init__("; ".join(map(str, faults)))
        self.faults = list(faults)
