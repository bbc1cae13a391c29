"""Where `jiceng` begins: a command line that is spelled out is carried out at once, any other is read by typer.

Typer with pydantic takes a quarter of a second of the processor to load, as long as a town takes to solve.
"""

import sys

from jiceng.console.spelled import carried_out


def run() -> None:
    if not carried_out(sys.argv[1:]):
        from jiceng.console.commands import app

        app()


if __name__ == "__main__":
    run()
