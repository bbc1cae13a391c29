"""Where `jiceng` begins: a command line that is spelled out is carried out at once, any other is read by typer.

Typer with pydantic takes a quarter of a second of the processor to load, as long as a town takes to solve.
What the machine refuses (a full disk, a folder that nobody may write to) is told in a sentence, not traced.
"""

import os
import sys

from jiceng.console.spelled import carried_out

MACHINE = {
    "disk is full": "磁盘已满 / the disk is full",
    "disk I/O error": "磁盘读写出错 / the disk cannot be read or written",
    "readonly database": "数据库不能写入 / the database cannot be written to",
    "unable to open database": "数据库打不开 / the database cannot be opened",
    "database is locked": "数据库正被别的程序写入，请稍后再试 / others are writing to the database, try again later",
    "connection": "连不上数据库 / the database cannot be reached",
}
"""What a database says that could not work, and what it means."""


def run() -> None:
    try:
        _carry_out()
    except BrokenPipeError:  # who reads has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        sentence = _of_the_machine(error)
        if not sentence:
            raise
        print(sentence, file=sys.stderr)
        sys.exit(1)


def _carry_out() -> None:
    if not carried_out(sys.argv[1:]):
        from jiceng.console.commands import app

        app()


def _of_the_machine(error: Exception) -> str:
    """The sentence for what is no fault of the program; empty for everything else."""
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}"
    if isinstance(error, OSError) and error.strerror:
        return str(error.strerror)
    if type(error).__name__ != "OperationalError":
        return ""
    return next((f"{says}: {error}" for part, says in MACHINE.items() if part in str(error)), "")


if __name__ == "__main__":
    run()
