"""What a URL's arguments mean in one unit. Register yours here or in tests/access/objects_<app>.py.

A function takes the World and a Place (see world.py) and returns the URL's arguments, e.g. {"pk": 7}; it may make
rows. It is called once for each role and position; `shared(world, key, make)` keeps what is dear to make.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from tests.access.world import Place, World

Arguments = Callable[[World, Place], dict]
_registered: dict[str, tuple[Arguments, dict]] = {}


def register(*names: str, none: dict | None = None) -> Callable[[Arguments], Arguments]:
    """Decorator: these URL names take these arguments. `none` are arguments of nothing that exists."""

    def keep(function: Arguments) -> Arguments:
        for name in names:
            _registered[name] = (function, none or {})
        return function

    return keep


def arguments(name: str, wanted: set[str], world: World, subject: str, position: str) -> dict:
    """KeyError with a hint when nobody registered the URL."""
    if name not in _registered:
        raise KeyError(
            f"{name}({', '.join(sorted(wanted))}): register its objects in tests/access/objects*.py"
        )
    function, none = _registered[name]
    if position == "none":
        real = function(world, world.place(subject, "own"))
        return {key: none.get(key, _nothing(value)) for key, value in real.items()}
    return function(world, world.place(subject, position))


def _nothing(value: object) -> object:
    return 999_999_999 if isinstance(value, int) else value


def shared(world: World, key: object, make: Callable[[], object]):
    """Make something once a world."""
    if key not in world.extra:
        world.extra[key] = make()
    return world.extra[key]


def load() -> None:
    """Import every objects_*.py beside this file."""
    for file in sorted(Path(__file__).parent.glob("objects_*.py")):
        import_module(f"tests.access.{file.stem}")
