"""`jiceng backup` and `jiceng restore`: one file with the database, the files and a manifest of SHA-256 sums.

The archive is a gzipped tar. Its first member is `manifest.json`, so that what follows is checked while it is
read. SQLite is copied with VACUUM INTO, one consistent moment while others write; PostgreSQL by its own pg_dump.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.db import connection
from rich.console import Console
from rich.progress import Progress

from jiceng.console.archive import DATABASE, FORMAT, MANIFEST, Unusable, sha256, unpack
from jiceng.kernel.models import ChainHead
from jiceng.kernel.record import verify

# What stands in a data folder before anybody wrote anything: it may be replaced.
EMPTY_ENOUGH = {"keys", "static", "files"}
HAS_RECORD = "SELECT 1 FROM sqlite_master WHERE name = 'kernel_entry'"


@contextmanager
def workshop(beside: Path) -> Iterator[Path]:
    """A folder on the same disk, gone afterwards."""
    beside.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".jiceng-", dir=beside))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def pg_call(program: str, *arguments: str) -> None:
    """A program of PostgreSQL (`JICENG_PG_BIN` names its folder when it is not on the path)."""
    known = connection.settings_dict
    env = {
        **os.environ,
        "PGHOST": known["HOST"] or "",
        "PGPORT": str(known["PORT"] or ""),
        "PGUSER": known["USER"] or "",
        "PGPASSWORD": known["PASSWORD"] or "",
    }
    folder = os.environ.get("JICENG_PG_BIN", "")
    found = shutil.which(program, path=folder or None)
    if not found:
        raise Unusable(
            f"找不到 {program}，请安装 postgresql-client / {program} is missing: install postgresql-client"
        )
    done = subprocess.run([found, *arguments], env=env, capture_output=True, text=True)  # noqa: S603  # fixed program
    if done.returncode:
        raise Unusable(f"{program}: {done.stderr.strip()}")


def copy_database(to: Path) -> None:
    """One consistent moment of the database, while others go on writing."""
    if connection.vendor == "sqlite":
        # A connection of its own: VACUUM must not stand inside a transaction.
        with sqlite3.connect(connection.settings_dict["NAME"], timeout=60) as source:
            source.execute("VACUUM INTO ?", (str(to),))
        source.close()
    else:
        pg_call("pg_dump", "--format=custom", f"--file={to}", str(connection.settings_dict["NAME"]))


def chain_head() -> dict:
    """The last link before the copy is made: the copy must contain it, for the chain only grows."""
    head = ChainHead.objects.filter(pk=1).first()
    return {"sequence": head.sequence, "hash": head.hash} if head else {"sequence": 0, "hash": ""}


def collect(work: Path, with_keys: bool) -> dict[str, Path]:
    """Name in the archive -> file on disk."""
    database = work / DATABASE[connection.vendor]
    copy_database(database)
    members = {database.name: database}
    folders = {"files": Path(settings.MEDIA_ROOT)} | (
        {"keys": settings.DATA_DIR / "keys"} if with_keys else {}
    )
    for name, folder in folders.items():
        found = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.exists() else []
        members |= {f"{name}/{path.relative_to(folder).as_posix()}": path for path in found}
    marks = (settings.DATA_DIR / "demonstration", settings.DATA_DIR / "started")
    return members | {path.name: path for path in marks if path.exists()}


def written(members: dict[str, Path], head: dict, with_keys: bool) -> dict:
    return {
        "format": FORMAT,
        "program": version("jiceng"),
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "database": connection.vendor,
        "head": head,
        "keys": with_keys,
        "files": {
            name: {"bytes": path.stat().st_size, "sha256": sha256(path)} for name, path in members.items()
        },
    }


def write_archive(
    target: Path, work: Path, members: dict[str, Path], manifest: dict, progress: Progress
) -> None:
    """Write beside the target, sync, then rename: a file of that name is always whole."""
    listed = work / MANIFEST
    listed.write_text(json.dumps(manifest, ensure_ascii=False, indent=1))
    part = work / "archive.part"
    task = progress.add_task("备份 / backup", total=len(members))
    with part.open("wb") as raw:
        with tarfile.open(fileobj=raw, mode="w:gz", compresslevel=3) as archive:
            archive.add(listed, MANIFEST)
            for name, path in members.items():
                archive.add(path, name)
                progress.advance(task)
        raw.flush()
        os.fsync(raw.fileno())
    part.chmod(0o600)
    part.replace(target)


def make_backup(target: Path, *, with_keys: bool, progress: Progress) -> dict:
    """Write the backup; gives its manifest. Raises Unusable if the target exists."""
    if target.exists():
        raise Unusable(f"{target} 已存在 / exists already")
    with workshop(target.resolve().parent) as work:
        head = chain_head()
        members = collect(work, with_keys)
        manifest = written(members, head, with_keys)
        write_archive(target, work, members, manifest, progress)
    return manifest


def check_empty(folder: Path) -> None:
    """Only an empty data folder and an empty database may be filled."""
    others = sorted(path.name for path in folder.iterdir() if path.name not in EMPTY_ENOUGH)
    filled = [path.name for path in (folder / "files").rglob("*")] if (folder / "files").exists() else []
    if others or filled:
        raise Unusable(
            f"数据目录不为空 / the data folder is not empty: {folder} ({', '.join([*others, *filled])})"
        )
    if connection.vendor == "postgresql" and connection.introspection.table_names():
        raise Unusable("数据库不为空 / the database is not empty")


def check_chain(manifest: dict) -> int:
    """Prove the record in the database that Django is connected to; gives the number of entries."""
    head = manifest["head"]
    verdict = verify(known=(head["sequence"], head["hash"]) if head["sequence"] else None)
    if not verdict.ok:
        raise Unusable(
            f"记录链在第 {verdict.sequence} 条断开 / the record is broken at entry {verdict.sequence}"
        )
    return verdict.entries


@contextmanager
def looking_into(database: Path) -> Iterator[None]:
    """Django reads the unpacked SQLite copy instead of the site's database."""
    connection.close()
    own, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], database
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own


def check_sqlite(database: Path) -> None:
    """Sound by SQLite's own check, with a record in it, and in the journal mode of the site."""
    copy = sqlite3.connect(database)
    try:
        answer = copy.execute("PRAGMA integrity_check").fetchone()[0]
        copy.execute("PRAGMA journal_mode=WAL")
        if answer == "ok" and not copy.execute(HAS_RECORD).fetchone():
            answer = "kernel_entry?"
    except sqlite3.DatabaseError as error:
        answer = str(error)
    finally:
        copy.close()
    if answer != "ok":
        raise Unusable(f"数据库已损坏 / the database is damaged: {answer}")


def put_in_place(work: Path, folder: Path, manifest: dict) -> None:
    """Files first, the database last: a restore that was interrupted leaves a folder without a database."""
    database = work / DATABASE[manifest["database"]]
    for path in sorted(work.rglob("*")):
        if path.is_file() and path != database:
            to = folder / path.relative_to(work)
            to.parent.mkdir(parents=True, exist_ok=True)
            path.replace(to)
            if to.parent.name == "keys":
                to.chmod(0o600)
    if manifest["database"] == "sqlite":
        database.replace(folder / database.name)
    else:
        name = str(connection.settings_dict["NAME"])
        pg_call(
            "pg_restore",
            "--exit-on-error",
            "--single-transaction",
            "--no-owner",
            f"--dbname={name}",
            str(database),
        )


def restore_backup(source: Path, *, progress: Progress) -> dict:
    """Rebuild the empty data folder; gives what was found. Raises Unusable and leaves the folder empty."""
    folder = Path(settings.DATA_DIR)
    check_empty(folder)
    with workshop(folder.parent) as work:
        task = progress.add_task("恢复 / restore", total=None)
        manifest = unpack(source, work, lambda total: progress.update(task, total=total, advance=1))
        if manifest["database"] != connection.vendor:
            raise Unusable(
                f"备份来自 {manifest['database']}，当前是 {connection.vendor} / made on another database"
            )
        if connection.vendor == "sqlite":
            check_sqlite(work / DATABASE["sqlite"])
            with looking_into(work / DATABASE["sqlite"]):
                entries = check_chain(manifest)
        put_in_place(work, folder, manifest)
        if connection.vendor != "sqlite":
            entries = check_chain(manifest)
    return {"entries": entries, "files": len(manifest["files"]), "keys": manifest["keys"], "chain_ok": True}


def fail(error: Unusable) -> typer.Exit:
    typer.echo(str(error), err=True)
    return typer.Exit(1)


def bar(quiet: bool) -> Progress:
    return Progress(console=Console(stderr=True), disable=quiet, transient=True)


def backup(
    target: Annotated[
        Path | None, typer.Argument(help="File to write; without it named after the moment.")
    ] = None,
    keys: Annotated[
        bool, typer.Option(help="Put the keys in: who has the file can then read everything.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Machine-readable answer, no progress bar.")
    ] = False,
) -> None:
    """Write database, files and manifest into one file, while the site goes on."""
    target = target or Path(f"jiceng-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.tar.gz")
    try:
        with bar(as_json) as progress:
            manifest = make_backup(target, with_keys=keys, progress=progress)
    except Unusable as error:
        raise fail(error) from None
    if as_json:
        typer.echo(
            json.dumps({"file": str(target), "bytes": target.stat().st_size, **manifest}, ensure_ascii=False)
        )
        return
    typer.echo(f"{target}  {target.stat().st_size / 1e6:.1f} MB  {len(manifest['files'])} files")
    if keys:
        typer.echo(
            "注意：备份含密钥，请加密保管。 / Note: the keys are inside; keep this file locked away.",
            err=True,
        )
    else:
        typer.echo(
            "注意：备份不含密钥；没有 keys/ 就读不出身份证号和手机，请另外保管。 / "
            "Note: the keys are not inside; without keys/ ID numbers and phones cannot be read. Keep them elsewhere.",
            err=True,
        )


def restore(
    source: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="A file made by `jiceng backup`.")
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="Machine-readable answer, no progress bar.")
    ] = False,
) -> None:
    """Rebuild an empty data folder from a backup; sums, database and record are checked."""
    try:
        with bar(as_json) as progress:
            found = restore_backup(source, progress=progress)
    except Unusable as error:
        raise fail(error) from None
    if as_json:
        typer.echo(json.dumps(found))
        return
    typer.echo(
        f"已恢复，记录完整：{found['entries']} 条 / restored, the record is whole: {found['entries']} entries"
    )
    if not found["keys"]:
        typer.echo(
            f"请把原来的 keys/ 放进 {settings.DATA_DIR} / Put the old keys/ into the data folder.", err=True
        )
