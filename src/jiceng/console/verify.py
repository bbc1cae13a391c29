"""`jiceng verify`: prove the record of writes."""

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from jiceng.kernel.models import ChainHead
from jiceng.kernel.record import Verdict
from jiceng.kernel.record import verify as verify_chain

SENTENCES = {
    "missing": "第 {0} 条缺失或顺序被改动 / entry {0} is missing or out of order",
    "previous_hash": "第 {0} 条与前一条不相接 / entry {0} does not follow from the one before",
    "hash": "第 {0} 条内容被改动 / entry {0} was changed",
    "columns": "第 {0} 条的检索栏与正文不一致 / the columns of entry {0} differ from its body",
    "tail": "链尾与记录的末端不一致，从第 {0} 条起 / the end of the chain differs from its head, from entry {0}",
    "known": "第 {0} 条与另存的摘要不一致 / entry {0} differs from the hash kept elsewhere",
}


def with_progress(known: tuple[int, str] | None, quiet: bool) -> Verdict:
    """Walk the chain under a progress bar on standard error."""
    head = ChainHead.objects.filter(pk=1).first()
    columns = (TextColumn("核验 / verifying"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), disable=quiet, transient=True) as progress:
        task = progress.add_task("", total=head.sequence if head else 0)
        return verify_chain(lambda done: progress.update(task, completed=done), known)


def verify(
    known: Annotated[
        str, typer.Option(help="A link kept elsewhere, SEQUENCE:HASH, as in a backup's manifest.")
    ] = "",
    as_json: Annotated[
        bool, typer.Option("--json", help="Machine-readable answer, no progress bar.")
    ] = False,
) -> None:
    """Prove the record of writes, or name the first broken link (exit code 1)."""
    sequence, _colon, value = known.partition(":")
    if known and not (sequence.isdigit() and value):
        typer.echo("--known: SEQUENCE:HASH", err=True)
        raise typer.Exit(2)
    verdict = with_progress((int(sequence), value) if known else None, quiet=as_json)
    sentence = SENTENCES[verdict.fault].format(verdict.sequence) if verdict.fault else ""
    if as_json:
        head = ChainHead.objects.filter(pk=1).first()
        answer = {
            "ok": verdict.ok,
            "entries": verdict.entries,
            "fault": verdict.fault,
            "sequence": verdict.sequence,
            "sentence": sentence,
            "head": head.hash if head else "",
        }
        typer.echo(json.dumps(answer, ensure_ascii=False))
    elif verdict.ok:
        typer.echo(f"记录完整：{verdict.entries} 条 / the record is whole: {verdict.entries} entries")
    else:
        typer.echo(sentence, err=True)
    raise typer.Exit(0 if verdict.ok else 1)
