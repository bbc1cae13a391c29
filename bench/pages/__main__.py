"""Main pages at 17 communities / 600 members and at 3,000 communities / 1,000,000 members.

    python -m bench.pages [--rounds 30] [--small-only]

For each page: p95 in milliseconds, number of queries, and the ratio of the page's median to a bare view that runs the
very same SQL and fetches the rows. Each size
runs in a process of its own; results go to bench/results/pages.md.
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

RESULTS = Path(__file__).parents[1] / "results"


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


def measure(address: str, client, rounds: int) -> dict:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address}: {response.status_code}")
    statements = [
        query["sql"]
        for query in captured.captured_queries
        if query["sql"].lstrip("( ").upper().startswith(("SELECT", "WITH"))
    ]
    page, bare = [], []
    for _ in range(rounds):
        page.append(timed(lambda: client.get(address)))
        bare.append(timed(lambda: run(statements)))
    return {
        "queries": len(statements),
        "p95_ms": round(percentile(page, 95), 1),
        "median_ms": round(statistics.median(page), 1),
        "bare_median_ms": round(statistics.median(bare), 1),
        "ratio": round(statistics.median(page) / max(statistics.median(bare), 0.01), 1),
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
        "| page | size | queries | p95 ms | median ms | bare SQL ms | ratio |",
        "|---|---|---|---|---|---|---|",
    ]
    for label in results[0]["pages"]:
        for result in results:
            row = result["pages"][label]
            lines.append(
                f"| {label} | {result['size']} | {row['queries']} | {row['p95_ms']} | {row['median_ms']} "
                f"| {row['bare_median_ms']} | {row['ratio']} |"
            )
    return "\n".join(lines)


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
    results = [in_process(name, options.rounds) for name in sizes]
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "pages.json").write_text(json.dumps(results, indent=1))
    (RESULTS / "pages.md").write_text(table(results) + "\n")
    print(table(results))
    uneven = [
        label
        for label in results[0]["pages"]
        if len({result["pages"][label]["queries"] for result in results}) > 1
    ]
    if uneven:
        raise SystemExit(f"number of queries grows with the data: {', '.join(uneven)}")


if __name__ == "__main__":
    main()
