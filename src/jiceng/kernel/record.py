"""The record: each write says who did what, when, from what to what, and why; entries are hash-chained.

An entry's hash is H(previous hash + body), body being canonical JSON (sorted keys, no spaces, UTF-8). H is
SHA-256 or, by setting, SM3 (GB/T 32905); each entry names its own, so a site can change.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from cryptography.hazmat.primitives import hashes
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from jiceng.kernel.models import ChainHead, Entry


def digest(text: str, algorithm: str) -> str:
    """Hex digest of `text`; `algorithm` is sha256 or sm3 (ValueError otherwise)."""
    if algorithm == "sha256":
        return hashlib.sha256(text.encode()).hexdigest()
    if algorithm == "sm3":
        state = hashes.Hash(hashes.SM3())
        state.update(text.encode())
        return state.finalize().hex()
    raise ValueError(f"unknown hash {algorithm!r}")


def canonical(value: object) -> str:
    """JSON with sorted keys and no spaces; dates as ISO text, decimals as text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return str(value)


def kind_of(target: object) -> str:
    """`app.model` of a row, the way entries and evidence point at things."""
    return getattr(getattr(target, "_meta", None), "label_lower", type(target).__name__.lower())


def record(
    *, by, verb: str, target, why: str = "", before: dict | None = None, after: dict | None = None
) -> Entry:
    """Append one entry. Must run inside the transaction of the write that it speaks of.

    `by` is the account, or None for the system itself; `target` any saved row; `before` and `after` hold what
    changed, as JSON-able values, never a plain ID number or phone.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("record() belongs inside the transaction of the write")
    sequence, previous_hash = _locked_head()
    at = timezone.now()
    columns = {
        "sequence": sequence + 1,
        "by_id": getattr(by, "pk", None),
        "by_name": str(by or "系统")[:120],
        "verb": verb,
        "target_kind": kind_of(target),
        "target_id": str(getattr(target, "pk", "") or ""),
        "target_name": str(target)[:200],
    }
    body = canonical({**columns, "at": moment(at), "why": why, "before": before, "after": after})
    algorithm = settings.AUDIT_ALGORITHM
    entry = Entry.objects.create(
        **columns,
        at=at,
        body=body,
        algorithm=algorithm,
        previous_hash=previous_hash,
        hash=digest(previous_hash + body, algorithm),
    )
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, [entry.sequence, entry.hash])
    for prefix, told in _followers:
        if verb.startswith(prefix):
            told(entry)
    return entry


_followers: list[tuple[str, Callable[[Entry], None]]] = []


def follow(prefix: str, told: Callable[[Entry], None]) -> None:
    """From now on `told(entry)` is called, inside the transaction, for each entry whose verb begins with `prefix`.
    For what must keep up with others' changes; it queues work and changes nothing itself."""
    _followers.append((prefix, told))


# Every write of the site passes here: two sentences of SQL, not put together anew each time.
_HEAD = f"SELECT sequence, hash FROM {ChainHead._meta.db_table} WHERE id = 1"  # noqa: S608  # the name of our own table
_MOVE = f"UPDATE {ChainHead._meta.db_table} SET sequence = %s, hash = %s WHERE id = 1"  # noqa: S608  # the name of our own table


def _locked_head() -> tuple[int, str]:
    """Number and hash of the last link, locked until the transaction ends. Two first writers at once: both try to make
    it, neither fails, one waits for the other."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        found = cursor.execute(_HEAD + lock).fetchone()
        if found is None:
            ChainHead.objects.bulk_create([ChainHead()], ignore_conflicts=True)
            found = cursor.execute(_HEAD + lock).fetchone()
    return found


def moment(at: datetime) -> str:
    """A moment as UTC ISO text with microseconds: the same on every database."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True)
class Verdict:
    """Outcome of checking the chain: how many entries, and the first fault if there is one."""

    entries: int
    fault: str | None = None
    sequence: int | None = None

    @property
    def ok(self) -> bool:
        return self.fault is None


COLUMNS = ("sequence", "by_id", "by_name", "verb", "target_kind", "target_id", "target_name")


def _fault(row: dict, sequence: int, previous: str) -> str | None:
    if row["sequence"] != sequence:
        return "missing"
    if row["previous_hash"] != previous:
        return "previous_hash"
    if digest(previous + row["body"], row["algorithm"]) != row["hash"]:
        return "hash"
    body = json.loads(row["body"])
    if any(body[name] != row[name] for name in COLUMNS) or body["at"] != moment(row["at"]):
        return "columns"
    return None


def verify(progress=None, known: tuple[int, str] | None = None) -> Verdict:
    """Walk the whole chain. `progress(done)` is called every 1,000 entries. Finds a changed, missing, added or
    re-ordered entry, and a cut tail (by the head).

    `known` is a sequence number and hash kept elsewhere (a backup's manifest, a printed report): it unmasks one
    who rewrote the chain together with its head.
    """
    previous, sequence = "", 0
    for row in _rows():
        sequence += 1
        fault = _fault(row, sequence, previous)
        if fault:
            return Verdict(sequence - 1, fault, sequence)
        previous = row["hash"]
        if known and sequence == known[0] and previous != known[1]:
            return Verdict(sequence - 1, "known", sequence)
        if progress and sequence % 1000 == 0:
            progress(sequence)
    head = ChainHead.objects.filter(pk=1).values("sequence", "hash").first() or {"sequence": 0, "hash": ""}
    if (head["sequence"], head["hash"]) != (sequence, previous):
        return Verdict(sequence, "tail", sequence + 1)
    if known and known[0] > sequence:
        return Verdict(sequence, "known", known[0])
    return Verdict(sequence)


def _rows() -> Iterator[dict]:
    fields = (*COLUMNS, "at", "body", "algorithm", "previous_hash", "hash")
    return Entry.objects.order_by("sequence").values(*fields).iterator(chunk_size=2000)
