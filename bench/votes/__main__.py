"""A thousand voters in one minute through a real server, also while it is killed; beside the bare insert of one row a
transaction in the same database.

    python -m bench.votes [--voters 1000] [--kills 5] [--postgres] [--commit]

Every vote is a whole request: session, form key, checks, two locks, ballot, entry of the record; every seventh is sent
twice. At the end the box is opened and each one's own choice must lie in it once, or nothing is written. Temporary data
folder.
"""

import argparse
import os
import tempfile
from pathlib import Path

RESULTS = Path(__file__).parents[1] / "RESULTS-votes.md"
HEAD = (
    "| database | server | voters | seconds | requests/s | p95 ms | lost | bare inserts/s |"
    " bare / ours |\n|---|---|---|---|---|---|---|---|---|\n"
)
SEED = 20260101


def main() -> None:
    asked = arguments()
    os.environ["JICENG_VOTERS"] = str(asked.voters)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiceng.config.settings")
    os.environ.pop("DATABASE_URL", None)
    with tempfile.TemporaryDirectory(prefix="jiceng-bench-") as folder:
        os.environ["JICENG_DATA"] = folder
        if asked.postgres:
            from tools.postgres import Postgres

            database = Postgres()
            os.environ["DATABASE_URL"] = database.start()
            try:
                rows = measure("PostgreSQL", asked.kills)
            finally:
                database.stop()
        else:
            rows = measure("SQLite", asked.kills)
    text = (
        HEAD
        + "\n".join(rows)
        + f"\n\nThe time of a killed server holds its starts. 2 cores, load of the machine {os.getloadavg()[0]:.1f}.\n"
    )
    print(text)
    if asked.commit:
        RESULTS.write_text(f"# Votes\n\n`python -m bench.votes --voters {asked.voters}`\n\n{text}")


def measure(name: str, kills: int) -> list[str]:
    """One server that is left alone and one that is killed, each with a fresh copy of the same open vote."""
    import django

    django.setup()
    from tests.crash import Site

    prepared = Site.prepared("tests.slow.votes_work:build")
    try:
        twin = prepared.copy()
        bare = twin.run("tests.slow.votes_work:bare_inserts").answer
        twin.remove()
        return [line(name, prepared, bare, times) for times in (0, kills)]
    finally:
        prepared.remove()


def line(name: str, prepared, bare: float, kills: int) -> str:
    """Everybody votes, the box is counted, the figures are said; ends the program when a ballot is not as cast."""
    from tests.slow.votes_crowd import Crowd, Server

    server = Server(prepared.copy())
    try:
        server.start()
        crowd = Crowd.of(server, SEED + kills)
        seconds = crowd.vote_while_killed(kills, SEED) if kills else crowd.vote()
        outcome = server.site.run("tests.slow.votes_work:finish")
        if outcome.code:
            raise SystemExit(outcome.errors)
        if lost := crowd.lost(outcome.answer):
            raise SystemExit(f"not as cast: {lost}")
    finally:
        if server.process:
            server.kill()
        server.site.remove()
    rate, latencies = len(crowd.latencies) / seconds, sorted(crowd.latencies)
    p95 = latencies[len(latencies) * 95 // 100] * 1000
    manner = f"killed {crowd.killed} times with SIGKILL" if kills else "left alone"
    slower = "" if kills else f"{bare / rate:.1f}"
    return (
        f"| {name} | {manner} | {len(crowd.voters):,} | {seconds:.1f} | {rate:.0f} | {p95:.0f} | 0 |"
        f" {bare:.0f} | {slower} |"
    )


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.votes")
    parser.add_argument("--voters", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--commit", action="store_true", help=f"write {RESULTS.name}")
    return parser.parse_args()


if __name__ == "__main__":
    main()
