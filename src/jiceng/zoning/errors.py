"""What is wrong with an input, in Chinese and in English, and where."""

from __future__ import annotations


class InputError(ValueError):
    """A fault in what was given. `place` is a path inside the input such as `units[3].households`."""

    def __init__(self, place: str, zh: str, en: str) -> None:
        super().__init__(f"{place}: {zh} / {en}")
        self.place = place
        self.zh = zh
        self.en = en
