"""`jiceng institutions`: check an institution's file at its lines, list what ships and what is in force, load it."""

import json
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON on stdout.")]


@app.command("check")
def check_command(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The .yaml file.")],
    as_json: AsJson = False,
) -> None:
    """Say what is wrong with a file, each mistake with line and column (exit code 1: there are errors)."""
    from jiceng.institutions.reading import check, read
    from jiceng.institutions.reading.shipped import floor_of

    try:
        text = file.read_text(encoding="utf-8")
    except (UnicodeDecodeError, OSError) as error:
        typer.echo(f"{file}: 不是UTF-8文本 / not a UTF-8 text: {error}", err=True)
        raise typer.Exit(2) from None
    known = read(text).file
    reading = check(text, floor=floor_of(known.institution, known.effective_from) if known else None)
    if as_json:
        answer = {
            "file": str(file),
            "ok": reading.ok,
            "institution": reading.file.institution if reading.file else None,
            "clauses": len(reading.file.clauses) if reading.file else 0,
            "obligations": len(reading.file.obligations) if reading.file else 0,
            "faults": [fault.as_dict() for fault in reading.faults],
        }
        typer.echo(json.dumps(answer, ensure_ascii=False))
    else:
        for fault in reading.faults:
            word = "错误 / error" if fault.is_error else "提醒 / warning"
            typer.echo(f"{file}:{fault.line}:{fault.column}: {word}: {fault.message}")
        if reading.ok and reading.file:
            made = len(reading.file.obligations)
            typer.echo(
                f"《{reading.file.name}》可以发布：{len(reading.file.clauses)}条，{made}项义务 / fit to be published"
            )
    raise typer.Exit(0 if reading.ok else 1)


@app.command("list")
def list_command(as_json: AsJson = False) -> None:
    """List the institutions that come with the program, and which editions this site has."""
    from django.db import DatabaseError

    from jiceng.institutions.models import Edition
    from jiceng.institutions.reading.shipped import read_all

    rows = [
        {
            "pack": file.pack,
            "number": file.number,
            "institution": file.institution,
            "name": file.name,
            "clauses": len(file.clauses),
            "obligations": len(file.obligations),
            "effective_from": file.effective_from.isoformat(),
            "effective_to": file.effective_to.isoformat() if file.effective_to else None,
        }
        for _path, _text, file in read_all()
    ]
    try:
        known = list(
            Edition.objects.select_related("institution").values_list(
                "institution__number",
                "institution__key",
                "version",
                "pack",
                "valid_from",
                "valid_to",
                "published_at",
            )
        )
    except DatabaseError:  # no site yet: the files can be listed all the same
        known = []
    names = ("number", "institution", "version", "pack", "valid_from", "valid_to", "published_at")
    editions = [dict(zip(names, row, strict=True)) for row in known]
    if as_json:
        typer.echo(json.dumps({"shipped": rows, "editions": editions}, ensure_ascii=False, default=str))
        return
    for row in rows:
        typer.echo(
            f"{row['pack']:8} {row['number']:>3} {row['name']} · {row['clauses']}条 · {row['obligations']}项义务"
        )
    for one in editions:
        state = (
            "草稿 / draft"
            if one["published_at"] is None
            else f"{one['valid_from']} – {one['valid_to'] or ''}"
        )
        typer.echo(f"{one['number']:>3} {one['institution']} v{one['version']} {one['pack']} {state}")


@app.command("load")
def load_command() -> None:
    """Load the institutions that come with the program; what is there already stays as it is."""
    from jiceng.institutions.commands.editions import load_library

    made = load_library(by=None)
    typer.echo(f"载入{len(made)}个版本 / {len(made)} editions loaded")
