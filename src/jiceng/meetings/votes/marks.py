"""What a ballot says, as canonical text: a motion's answer, the candidates chosen, a grade for each member.

`{"motion":"yes"}`, `{"chosen":["12","15"]}` (possibly none), `{"grades":{"12":"excellent"}}`; keys of candidates and of
those appraised are texts of digits. Where somebody else may be written in, `{"chosen":["12"],"others":["张三"]}`; the
line of such a name is counted under `+张三`.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from jiceng.meetings.enums_votes import Grade, Voice
from jiceng.meetings.enums_votes import PollForm as Form

OTHER = "+"  # before a name that was written in
NAME = re.compile(r"[^\W\d_]+(?:·[^\W\d_]+)*")
SHORTEST_NAME, LONGEST_NAME = 2, 20


class Unfit(ValueError):
    """A ballot that says something it may not; `code` is voice, unknown, too_many, grade, missing, name or form."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


def written(typed: str) -> str:
    """A name as it is counted: letters only, without spaces, so that one person is one line. Unfit when it is none."""
    name = "".join(typed.split()).replace("•", "·").replace("・", "·")
    if not (SHORTEST_NAME <= len(name) <= LONGEST_NAME and NAME.fullmatch(name)):
        raise Unfit("name")
    return name


@dataclass(frozen=True)
class Paper:
    """What may be marked: the form, the keys of the options, how many may be chosen at most. `names` are those of the
    options, where others may be written in beside them (`write_ins`)."""

    form: Form
    options: tuple[str, ...] = ()
    seats: int = 0
    write_ins: bool = False
    names: tuple[str, ...] = ()

    def lines(self) -> tuple[str, ...]:
        """Every line that a count of ballots has, in order; those of names written in come with the ballots."""
        if self.form == Form.MOTION:
            return tuple(Voice.values)
        if self.form == Form.CHOICE:
            return self.options
        return tuple(f"{option}:{grade}" for option in self.options for grade in Grade.values)

    def fit(self, marks: dict) -> str:
        """Canonical text of the marks; Unfit when they are not allowed."""
        check = {Form.MOTION: self._motion, Form.CHOICE: self._choice, Form.GRADES: self._grades}
        return json.dumps(check[self.form](marks), sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    def _motion(self, marks: dict) -> dict:
        if set(marks) != {"motion"} or marks["motion"] not in Voice.values:
            raise Unfit("voice")
        return {"motion": str(marks["motion"])}

    def _choice(self, marks: dict) -> dict:
        chosen, others = marks.get("chosen"), marks.get("others", [])
        if (
            not set(marks) <= {"chosen", "others"}
            or not isinstance(chosen, list)
            or not isinstance(others, list)
        ):
            raise Unfit("form")
        if not set(chosen) <= set(self.options) or len(set(chosen)) != len(chosen):
            raise Unfit("unknown")
        if others and not self.write_ins:
            raise Unfit("unknown")
        lines = {*chosen, *(self.line_of(name) for name in others)}
        if len(lines) > self.seats:
            raise Unfit("too_many")
        made = {"chosen": [one for one in self.options if one in lines]}
        names = sorted(line.removeprefix(OTHER) for line in lines if line.startswith(OTHER))
        return {**made, "others": names} if names else made

    def line_of(self, typed: str) -> str:
        """The line of a name written in; whoever writes the name of a candidate means the candidate."""
        name = written(typed)
        if self.names.count(name) == 1:
            return self.options[self.names.index(name)]
        return f"{OTHER}{name}"

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
        names = self.seats * 4 * LONGEST_NAME if self.write_ins else 0
        return 40 + names + sum(len(option) + 24 for option in self.options)


def said(text: str) -> Iterable[str]:
    """The lines that a ballot's text adds one to."""
    marks = json.loads(text)
    if "motion" in marks:
        return [marks["motion"]]
    if "chosen" in marks:
        return [*marks["chosen"], *(f"{OTHER}{name}" for name in marks.get("others", []))]
    return [f"{option}:{grade}" for option, grade in marks["grades"].items()]


def add_up(paper: Paper, texts: Iterable[str]) -> dict[str, int]:
    """How many ballots speak for each line of the paper, and for each name written in."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update(said(text))
    return {line: found[line] for line in paper.lines()} | others_of(found)


def others_of(lines: dict[str, int]) -> dict[str, int]:
    """The lines of names written in, in the order of the names."""
    return {line: lines[line] for line in sorted(lines) if line.startswith(OTHER)}
