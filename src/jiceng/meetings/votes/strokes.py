"""Names in stroke order of surnames, as ballots list candidates: fewer strokes first, then horizontal, vertical,
left-falling, dot, bent stroke by stroke; the given name decides between equal surnames."""

from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "strokes.txt"
UNKNOWN = (99, "")


@cache
def strokes() -> dict[str, str]:
    """Character -> its strokes as digits 1 to 5; 6,900 common characters."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ") for line in lines if line and not line.startswith("#"))


def stroke_key(name: str) -> tuple:
    """A key to sort names by; a character that the table lacks goes last, then by code point."""
    known = strokes()
    return tuple((len(known[one]), known[one], one) if one in known else (*UNKNOWN, one) for one in name)
