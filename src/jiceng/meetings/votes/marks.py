"""What a ballot says, as canonical text: a motion's answer, the candidates chosen, a grade for each member.

`{"motion":"yes"}`, `{"chosen":["12","15"]}` (possibly none), `{"grades":{"12":"excellent"}}`; keys of candidates and of
those appraised are texts of digits.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from jiceng.meetings.enums_votes import Grade, Voice
from jiceng.meetings.enums_votes import PollForm as Form


class Unfit(ValueError):
    """A ballot that says something it may not; `code` is voice, unknown, too_many, grade, missing or form."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Paper:
    """What may be marked: the form, the keys of the options, how many may be chosen at most."""

    form: Form
    options: tuple[str, ...] = ()
    seats: int = 0

    def lines(self) -> tuple[str, ...]:
        """Every line that a count of ballots has, in order."""
        if self.form == Form.MOTION:
            return tuple(Voice.values)
        if self.form == Form.CHOICE:
            return self.options
        return tuple(f"{option}:{grade}" for option in self.options for grade in Grade.values)

    def fit(self, marks: dict) -> str:
        """Canonical text of the marks; Unfit when they are not allowed."""
        check = {Form.MOTION: self._motion, Form.CHOICE: self._choice, Form.GRADES: self._grades}
        return json.dumps(check[self.form](marks), sort_keys=True, separators=(",", ":"))

    def _motion(self, marks: dict) -> dict:
        if set(marks) != {"motion"} or marks["motion"] not in Voice.values:
            raise Unfit("voice")
        return {"motion": str(marks["motion"])}

    def _choice(self, marks: dict) -> dict:
        chosen = marks.get("chosen")
        if set(marks) != {"chosen"} or not isinstance(chosen, list):
            raise Unfit("form")
        if not set(chosen) <= set(self.options) or len(set(chosen)) != len(chosen):
            raise Unfit("unknown")
        if len(chosen) > self.seats:
            raise Unfit("too_many")
        return {"chosen": sorted(chosen, key=self.options.index)}

    def _grades(self, marks: dict) -> dict:
        given = marks.get("grades")
        if set(marks) != {"grades"} or not isinstance(given, dict):
            raise Unfit("form")
        if not set(given) <= set(self.options):
            raise Unfit("unknown")
        if set(given) != set(self.options):
            raise Unfit("missing")
        if not set(given.values()) <= set(Grade.values):
            raise Unfit("grade")
        return {"grades": {option: str(given[option]) for option in self.options}}

    def longest(self) -> int:
        """No ballot of this paper is longer, in characters."""
        return 40 + sum(len(option) + 24 for option in self.options)


def said(text: str) -> Iterable[str]:
    """The lines that a ballot's text adds one to."""
    marks = json.loads(text)
    if "motion" in marks:
        return [marks["motion"]]
    if "chosen" in marks:
        return marks["chosen"]
    return [f"{option}:{grade}" for option, grade in marks["grades"].items()]


def add_up(paper: Paper, texts: Iterable[str]) -> dict[str, int]:
    """How many ballots speak for each line of the paper."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update(said(text))
    return {line: found[line] for line in paper.lines()}
