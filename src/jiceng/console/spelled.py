"""`jiceng zoning` read without typer, where every word of the command line is sure.

Sure is: a known command, all of its files, options by their full names, each once, with a plain value. Anything
else, help and mistakes too, is left to typer, which reads the same functions' parameters (`zoning.py`).
"""

from __future__ import annotations

import gc
import inspect
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

VALUES: dict[str, tuple[re.Pattern[str], Callable[[str], Any]]] = {
    "Path": (re.compile(r"[^-].*", re.DOTALL), Path),
    "str": (re.compile(r"[^-].*", re.DOTALL), str),
    "int": (re.compile(r"[0-9]{1,15}"), int),
    "float": (re.compile(r"[0-9]{1,15}(\.[0-9]{1,15})?"), float),
}
SELDOM = 50_000
"""New objects between two looks for what can be thrown away: a solver makes many, and few of them in circles."""
NAMES = {"k": "-k", "only": "--unit", "as_json": "--json"}
"""Options that are not called like their parameter."""


def carried_out(words: list[str]) -> bool:
    """Carry out a command line of the optimiser and leave the process; False if typer must read it."""
    if len(words) < 3 or words[0] != "zoning":
        return False
    from jiceng.console import optimiser

    function = optimiser.SPELLED.get(words[1])
    given = None if function is None else arguments(function, words[2:])
    if function is None or given is None:
        return False
    gc.freeze()  # what is imported stays
    gc.set_threshold(SELDOM, 20, 50)
    try:
        sys.exit(function(**given))
    except KeyboardInterrupt:
        sys.exit(130)


def arguments(function: Callable[..., int], words: list[str]) -> dict[str, Any] | None:
    """What the words give to each parameter; None where that is not sure."""
    parameters = inspect.signature(function).parameters.values()
    options = {
        NAMES.get(p.name, f"--{p.name.replace('_', '-')}"): p for p in parameters if p.default is not p.empty
    }
    files = [p for p in parameters if p.default is p.empty]
    given: dict[str, Any] = {}
    rest = iter(words)
    for word in rest:
        known = options.get(word)
        if known is None:
            if not files or word.startswith("-"):
                return None
            known = files.pop(0)
        elif known.annotation != "bool":
            word = next(rest, "")
        if not _take(given, known, word):
            return None
    return None if files else given


def _take(given: dict[str, Any], parameter: inspect.Parameter, word: str) -> bool:
    """Keep the value of a parameter: whether it is sure."""
    kind = parameter.annotation.removesuffix(" | None")
    many = kind.startswith("list[")
    if kind == "bool":
        value: Any = True
    else:
        pattern, made = VALUES[kind.removeprefix("list[").removesuffix("]")]
        if not pattern.fullmatch(word):
            return False
        value = made(word)
    if many:
        given.setdefault(parameter.name, []).append(value)
        return True
    return given.setdefault(parameter.name, value) is value
