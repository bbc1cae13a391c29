"""Main pages at 17 communities / 600 members and at 3,000 communities / 1,000,000 members.

    python -m bench.pages [--rounds 30] [--small-only]

For each page: number of queries; the first request after a write (median of five; everything computed anew) and its
ratio to a bare view that runs the very same SQL and fetches the rows; then, with nothing written in between, p95 and
median of the requests that follow. Each size runs in a process of its own; the table goes to bench/RESULTS-pages.md.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RESULTS = Path(__file__).parents[1] / "RESULTS-pages.md"


def paths() -> list[tuple[str, str]]:
    """Name and address of each page, by the middle community of the county."""
    from django.urls import reverse

    from jiceng.organisations.models import Organisation, PartyMembership

    communities = Organisation.objects.filter(kind="community").order_by("id")
    middle = communities[communities.count() // 2]
    county = Organisation.objects.get(kind="county_committee")
    branch = Organisation.objects.get(territory=middle, kind="party_committee")
    person = PartyMembership.objects.filter(branch=branch).order_by("id").first().person_id
    from bench.pages.table import PAGES

    known = {"community": middle.pk, "county": county.pk, "branch": branch.pk, "person": person}
    return [
        (label, reverse(view, args=[known[one] for one in needs]) + query.format(**known))
        for label, view, needs, query in PAGES
    ]


AFTER_A_WRITE = 5


def measure(address: str, client, rounds: int) -> dict:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from jiceng.kernel import kept

    client.get(address)
    kept.forget()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address}: {response.status_code}")
    statements = [
        query["sql"]
        for query in captured.captured_queries
        if query["sql"].lstrip("( ").upper().startswith(("SELECT", "WITH"))
    ]
    first, bare, page = [], [], []
    for _ in range(AFTER_A_WRITE):
        kept.forget()
        first.append(timed(lambda: client.get(address)))
        bare.append(timed(lambda: run(statements)))
    for _ in range(rounds):
        page.append(timed(lambda: client.get(address)))
    first_ms, bare_ms = statistics.median(first), statistics.median(bare)
    return {
        "queries": len(statements),
        "first_ms": round(first_ms, 1),
        "bare_ms": round(bare_ms, 1),
        "ratio": round(first_ms / max(bare_ms, 0.01), 1),
        "p95_ms": round(percentile(page, 95), 1),
        "median_ms": round(statistics.median(page), 1),
    }


def run(statements: list[str]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement.replace("%", "%%") if connection.vendor == "sqlite" else statement)
            cursor.fetchall()


def timed(call) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def percentile(values: list[float], share: int) -> float:
    return sorted(values)[max(0, -(-len(values) * share // 100) - 1)]


def one_size(name: str, rounds: int) -> dict:
    """Runs inside a process of its own with an empty data folder."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from bench.pages import generate

    call_command("migrate", verbosity=0)
    start = time.perf_counter()
    account = generate.build(getattr(generate, name.upper()))
    built = time.perf_counter() - start
    client = Client(headers={"host": "localhost"})
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    pages = {label: measure(address, client, rounds) for label, address in paths()}
    return {"size": name, "built_seconds": round(built, 1), "pages": pages}


def in_process(name: str, rounds: int) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "JICENG_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "jiceng.config.settings",
        }
        command = [sys.executable, "-m", "bench.pages", "--one", name, "--rounds", str(rounds)]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
        return json.loads(done.stdout.splitlines()[-1])


def table(results: list[dict]) -> str:
    lines = [
        "| Page | Size | Queries | After a write ms | Bare SQL ms | Ratio | Then p95 ms | Median ms |",
        "|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    for label in results[0]["pages"]:
        for result in results:
            row = result["pages"][label]
            lines.append(
                f"| {label} | {result['size']} | {row['queries']} | {row['first_ms']} | {row['bare_ms']} "
                f"| {row['ratio']} | {row['p95_ms']} | {row['median_ms']} |"
            )
    return "\n".join(lines)


HEADING = """# Main pages of a small and of a large county

`small`: 17 communities, 600 members. `large`: 3,000 communities, 1,000,000 members, both generated, on SQLite with the
site's settings, through the whole of Django but no network. Milliseconds on two shared cores (load {load} at the
start). "After a write" is the first request that computes everything anew (median of {first}); "bare SQL" runs its very
statements and fetches the rows. What is large is kept in memory until the next write; "then" are the {rounds} requests
that follow. Again: `python -m bench.pages`

"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--small-only", action="store_true")
    parser.add_argument("--one", choices=["small", "large"])
    options = parser.parse_args()
    if options.one:
        print(json.dumps(one_size(options.one, options.rounds)))
        return
    sizes = ["small"] if options.small_only else ["small", "large"]
    load = round(os.getloadavg()[0], 1)
    results = [in_process(name, options.rounds) for name in sizes]
    print(table(results))
    if not options.small_only:
        heading = HEADING.format(load=load, first=AFTER_A_WRITE, rounds=options.rounds)
        RESULTS.write_text(heading + table(results) + "\n")
    uneven = [
        label
        for label in results[0]["pages"]
        if len({result["pages"][label]["queries"] for result in results}) > 1
    ]
    if uneven:
        raise SystemExit(f"number of queries grows with the data: {', '.join(uneven)}")


if __name__ == "__main__":
    main()
