"""Large results kept in memory until the next write; the head of the record tells when that was.

Nothing is stored: a result is computed by the same query as ever, and forgotten with the first entry that follows.
Small results are never kept, since asking for the head costs as much as computing them.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sized
from threading import Lock
from typing import TypeVar

from django.db import connection

from jiceng.kernel.models import ChainHead

MOST = 16
Result = TypeVar("Result", bound=Sized)

_kept: OrderedDict[tuple, Sized] = OrderedDict()
_lock = Lock()


def until_next_write(compute: Callable[[], Result], *about: Hashable, least: int) -> Result:
    """What `compute` gives, from memory if nothing was written since; results of fewer than `least` items are always
    computed anew. `about` names the result. Inside a transaction nothing is kept: its writes are not yet recorded.
    """
    if connection.in_atomic_block:
        return compute()
    head = ChainHead.objects.values_list("hash", flat=True).first()
    if not head:
        return compute()
    key = (head, *about)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]  # type: ignore[return-value]  # put there under the same name
    found = compute()
    if len(found) >= least:
        _keep(key, found)
    return found


def _keep(key: tuple, found: Sized) -> None:
    with _lock:
        for old in [one for one in _kept if one[0] != key[0]]:
            del _kept[old]
        _kept[key] = found
        while len(_kept) > MOST:
            _kept.popitem(last=False)


def forget() -> None:
    """Everything is computed anew from now on."""
    with _lock:
        _kept.clear()
