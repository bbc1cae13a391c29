"""`jiceng import`: a table from the command line, with the same checks and the same all or nothing as on the site."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from django.core.exceptions import ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from jiceng.kernel.sentences import read
from jiceng.organisations.commands import exchange
from jiceng.organisations.enums import BatchKind
from jiceng.organisations.models import ImportBatch
from jiceng.organisations.rules.exchange import may_import_kind
from jiceng.people.models import Account

SHOWN = 50
COUNTS = ("rows", "new", "changed", "ended", "unchanged", "faults")


def blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(1_048_576):
            yield block


def account(name: str, kind: str) -> Account | None:
    """The account of that name; without a name the first that may import this kind."""
    active = Account.objects.filter(is_active=True).order_by("pk")
    if name:
        return active.filter(username=name).first()
    return next((one for one in active.iterator() if may_import_kind(kind).test(one)), None)


def worked(batch: ImportBatch, by: Account, dry_run: bool, quiet: bool) -> ImportBatch:
    """Check, and import unless it is only a rehearsal, under a progress bar on standard error."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), disable=quiet, transient=True) as progress:
        bar = progress.add_task("…", total=None)

        def told(done: int, total: int, words: str) -> None:
            progress.update(bar, completed=done, total=total, description=words)

        batch = exchange.check_import(by=by, batch=batch, progress=told)
        if batch.state == ImportBatch.State.READY and not dry_run:
            batch = exchange.apply_import(by=by, batch=batch, progress=told, why="jiceng import")
    return batch


def shown(batch: ImportBatch) -> None:
    """The counts on standard output, the faults on standard error."""
    counts = "  ".join(f"{name} {batch.counts[name]}" for name in COUNTS if name in batch.counts)
    typer.echo(f"{batch.get_state_display()} / {batch.state}: {counts}")
    if not batch.faults:
        return
    table = Table("工作表 / sheet", "行 / row", "列 / column", "内容 / value", "应为 / expected")
    for fault in batch.faults[:SHOWN]:
        row = str(fault["row"] or "")
        table.add_row(fault["sheet"], row, read(fault["column"]), fault["value"], read(fault["expected"]))
    Console(stderr=True).print(table)
    if len(batch.faults) > SHOWN:
        typer.echo(f"… {batch.counts['faults'] - SHOWN} more", err=True)


def import_file(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The .xlsx file.")],
    kind: Annotated[BatchKind, typer.Option(help="What the rows are.")],
    as_account: Annotated[
        str,
        typer.Option(
            "--as", help="The account on whose behalf, within its rights; default: the first that may import."
        ),
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only check; write nothing.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Machine-readable answer, no progress bar.")
    ] = False,
) -> None:
    """Load organisations or members from .xlsx, all or nothing (exit code 1: nothing was written, faults are named)."""
    by = account(as_account, kind)
    if by is None:
        typer.echo(f"没有可用的账号 / no such account, or none may import: {as_account}", err=True)
        raise typer.Exit(2)
    try:
        batch = exchange.receive_import(
            by=by, account=by, kind=kind, file_name=file.name, blocks=blocks(file)
        )
        batch = worked(batch, by, dry_run, quiet=as_json)
    except (ValidationError, exchange.Refused) as error:
        typer.echo("；".join(getattr(error, "messages", [str(error)])), err=True)
        raise typer.Exit(1) from None
    if as_json:
        counts = {name: batch.counts.get(name, 0) for name in COUNTS}
        faults = [
            {name: read(value) if value else value for name, value in one.items()} for one in batch.faults
        ]
        answer = {"batch": batch.pk, "state": batch.state, **counts, "first_faults": faults}
        typer.echo(json.dumps(answer, ensure_ascii=False))
    else:
        shown(batch)
    raise typer.Exit(1 if batch.state == ImportBatch.State.FAULTY else 0)
