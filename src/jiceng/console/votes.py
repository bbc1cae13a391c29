"""`jiceng votes recount POLL`: add the stored ballots of a vote up again, and compare."""

import json
from typing import Annotated

import typer
from django.utils.translation import override

from jiceng.meetings.queries.votes.results import Recount, numbered
from jiceng.meetings.queries.votes.results import recount as recount_poll
from jiceng.meetings.queries.votes.words import lines_in_words

app = typer.Typer(add_completion=False, no_args_is_help=True)

SAID = {
    "lines": "票数 / votes",
    "fingerprint": "选票内容 / content of the ballots",
    "receipts": "选票与回执码的数目 / numbers of ballots and receipts",
    "result": "保存的结果 / the kept result",
}


@app.callback()
def votes() -> None:
    """Votes: recount."""


@app.command()
def recount(
    poll: Annotated[int, typer.Argument(help="Number of the vote, as in its address.")],
    as_json: Annotated[bool, typer.Option("--json", help="Machine-readable answer.")] = False,
) -> None:
    """Add up the stored ballots and compare with what the chained record kept at the count (exit code 1: differs)."""
    found = numbered(poll)
    if found is None:
        typer.echo(f"没有第 {poll} 号表决 / no vote number {poll}", err=True)
        raise typer.Exit(2)
    try:
        again = recount_poll(found)
    except ValueError:
        typer.echo("这次表决还没有计票 / this vote is not counted yet", err=True)
        raise typer.Exit(2) from None
    typer.echo(json.dumps(answer(again), ensure_ascii=False, indent=1) if as_json else told(again))
    raise typer.Exit(0 if again.ok else 1)


def answer(again: Recount) -> dict:
    return {
        "poll": again.poll.pk,
        "title": again.poll.title,
        "ok": again.ok,
        "faults": list(again.faults),
        "kept": {key: again.kept.get(key) for key in again.found},
        "found": again.found,
    }


def told(again: Recount) -> str:
    with override("zh-hans"):
        words = lines_in_words(again.poll)
    rows = [f"{words[line]}  {votes}" for line, votes in again.found["lines"].items()]
    if again.ok:
        rows.append("重新计票与记录一致 / the recount agrees with the record")
    else:
        faults = "、".join(SAID.get(fault, fault) for fault in again.faults)
        rows.append(f"重新计票与记录不一致 / the recount differs: {faults}")
    return "\n".join([again.poll.title, *rows])
