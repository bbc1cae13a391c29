"""Votes a second through a real server, beside the bare insert of one row a transaction in the same database.

    python -m bench.votes [--voters 1000] [--postgres]

Every vote is a whole request: session, form key, checks, two locks, ballot, entry of the record. Results go to
bench/results/votes.md.
"""

import argparse
import os
import tempfile
from pathlib import Path

RESULTS = Path(__file__).parents[1] / "results"


def main() -> None:
    asked = arguments()
    os.environ["JICENG_VOTERS"] = str(asked.voters)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiceng.config.settings")
    os.environ["JICENG_DATA"] = tempfile.mkdtemp(prefix="jiceng-bench-")
    os.environ.pop("DATABASE_URL", None)
    if not asked.postgres:
        measure("SQLite", asked.voters)
        return
    from tools.postgres import Postgres

    database = Postgres()
    os.environ["DATABASE_URL"] = database.start()
    try:
        measure("PostgreSQL", asked.voters)
    finally:
        database.stop()


def measure(name: str, voters: int) -> None:
    import django

    django.setup()
    from tests.crash import Site
    from tests.slow.votes_crowd import Crowd, Server, expected

    site = Site.prepared("tests.slow.votes_work:build")
    server = Server(site)
    try:
        bare = site.run("tests.slow.votes_work:bare_inserts").answer
        server.start()
        crowd = Crowd.of(server, 1)
        seconds = crowd.vote()
        counted = site.run("tests.slow.votes_work:finish").answer["lines"]
        if counted != expected(crowd):
            raise SystemExit(f"the count is wrong: {counted}")
        tell(name, voters, len(crowd.latencies) / seconds, bare, sorted(crowd.latencies))
    finally:
        if server.process:
            server.kill()
        site.remove()


def tell(name: str, voters: int, rate: float, bare: float, latencies: list[float]) -> None:
    p95 = latencies[len(latencies) * 95 // 100] * 1000
    line = f"| {name} | {voters} | {rate:.0f} | {p95:.0f} | {bare:.0f} | {bare / rate:.1f} | {os.getloadavg()[0]:.1f} |"
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / "votes.md"
    head = (
        "| database | voters | requests/s | p95 ms | bare inserts/s | times slower | load of the machine |\n"
        "|---|---|---|---|---|---|---|\n"
    )
    before = file.read_text() if file.exists() else head
    file.write_text(before + line + "\n")
    print(head + line)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.votes")
    parser.add_argument("--voters", type=int, default=1000)
    parser.add_argument("--postgres", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
