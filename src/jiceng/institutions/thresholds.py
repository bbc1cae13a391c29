"""Shares as the law writes them: exact fractions, compared in integers, never as decimals."""

import re
from dataclasses import dataclass
from fractions import Fraction

from jiceng.institutions.enums import Base

WRITTEN = re.compile(r"^\s*(\d{1,4})\s*/\s*(\d{1,4})\s*$")


@dataclass(frozen=True)
class Heads:
    """How many persons are entitled (应到), present (实到) and cast a ballot (投票)."""

    entitled: int
    present: int = 0
    cast: int = 0

    def of(self, base: str) -> int:
        return {Base.ENTITLED: self.entitled, Base.PRESENT: self.present, Base.CAST: self.cast}[Base(base)]


@dataclass(frozen=True)
class Threshold:
    """`num`/`den` of a base: at least that share (以上), or more than it (超过、过半数) when `strict`.

    A `den` of 0 asks nothing. Raises ValueError for a share above all or a negative one.
    """

    num: int
    den: int
    strict: bool = False
    base: str = Base.ENTITLED

    def __post_init__(self):
        if self.num < 0 or self.den < 0 or self.num > self.den:
            raise ValueError(f"{self.num}/{self.den} is no share")

    @property
    def asks(self) -> bool:
        return self.den > 0

    def least(self, heads: Heads) -> int:
        """The least whole number that meets it: 2/3 of 50 is 34, more than 1/2 of 50 is 26. Nothing asked: 0. Of
        nobody nothing can be met but with one: the least is 1."""
        if not self.asks:
            return 0
        whole, rest = divmod(self.num * heads.of(self.base), self.den)
        return max(1, whole + 1 if self.strict or rest else whole)

    def met(self, count: int, heads: Heads) -> bool:
        return count >= self.least(heads)

    @property
    def possible(self) -> bool:
        """More than all can never be met."""
        return not (self.strict and self.num == self.den and self.asks)

    @classmethod
    def read(cls, share: str, strict: bool = False, base: str = Base.ENTITLED) -> "Threshold":
        """From "2/3"; ValueError when it is no fraction between 0 and 1."""
        match = WRITTEN.match(share)
        if not match or int(match[2]) == 0:
            raise ValueError(f"{share!r} is no fraction")
        fraction = Fraction(int(match[1]), int(match[2]))
        return cls(fraction.numerator, fraction.denominator, strict, base)


NOTHING = Threshold(0, 0)
