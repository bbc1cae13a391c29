"""The benchmark's table and plot."""

from __future__ import annotations

from html import escape
from typing import Any

Row = dict[str, Any]
COLOURS = {"jiceng": "#b3261e"}


def line(row: Row) -> str:
    """One row for the terminal."""
    if "failure" in row:
        return f"{row['graph']:22} {row['tool']:22} - {row['failure']}"
    sound = (
        "sound"
        if row["broken"] == 0 and row["parts"] == row["k"]
        else f"{row['parts']} parts, {row['broken']} broken"
    )
    return f"{row['graph']:22} {row['tool']:22} {row['mean']:8.3%} {row['seconds']:7.1f} s  {sound}"


def markdown(head: dict[str, Any], rows: list[Row]) -> str:
    """The whole table with what it takes to repeat it."""
    lines = [
        "# Re-zoning: our solver beside other tools", "",
        "Balance is the only aim here: mean of |residents - target| / target over the parts asked for; the target is "
        "the total over their number, and a missing part counts as empty. A tool that returns fewer parts, or parts "
        "in pieces, has answered another question; such rows are marked (!). The bound is proved for plans with "
        "communities of any size.", "",
        f"Command `{head['command'].strip()}`, seed {head['seed']}, {head['date']}, {head['machine']}, "
        f"Python {head['python']}, load at the end {head['load'][0]} (other work was running on the machine "
        "where this exceeds the cores).", "",
        *([head["note"], ""] if head.get("note") else []),
        "| map | tool | mean | worst | range | parts | broken | edges cut | seconds | proved bound | gap |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]  # fmt: skip
    return "\n".join([*lines, *(_row(row) for row in rows), ""])


def _row(row: Row) -> str:
    if "failure" in row:
        return f"| {row['graph']} | {row['tool']} | - | | | | | | | | {row['failure'].replace('|', '/')} |"
    parts = f"{row['parts']}" if row["parts"] == row["k"] else f"{row['parts']} of {row['k']} (!)"
    broken = f"{row['broken']} (!)" if row["broken"] else "0"
    bound = f"{row['bound']:.3%}" if row.get("bound") is not None else ""
    gap = f"{row['gap']:.2%}" if row.get("gap") is not None else ""
    name = f"**{row['tool']}**" if row["tool"] == "jiceng" else row["tool"]
    return (
        f"| {row['graph']} | {name} | {row['mean']:.3%} | {row['worst']:.1%} | {row['range']:,} | {parts} | {broken} "
        f"| {row['cut_edges']:,} | {row['seconds']} | {bound} | {gap} |"
    )


def svg(rows: list[Row]) -> str:
    """Bars of the mean deviation by map and tool; hollow bars are plans that are not sound."""
    done = [row for row in rows if "failure" not in row]
    height = 24 * len(done) + 60
    widest = max((row["mean"] for row in done), default=1.0) or 1.0
    body = []
    for i, row in enumerate(done):
        y, length = 44 + 24 * i, 460 * row["mean"] / widest
        sound = row["broken"] == 0 and row["parts"] == row["k"]
        colour = COLOURS.get(row["tool"], "#5f6b7a")
        body.append(f'<text x="8" y="{y + 13}">{escape(row["graph"])} · {escape(row["tool"])}</text>')
        body.append(
            f'<rect x="330" y="{y}" width="{max(length, 1):.1f}" height="16" stroke="{colour}" '
            f'fill="{colour if sound else "none"}"/><text x="{336 + length:.1f}" y="{y + 13}">{row["mean"]:.2%}</text>'
        )
    title = '<text x="8" y="22" font-weight="bold">mean deviation (hollow: parts missing or broken)</text>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="880" height="{height}" font-family="sans-serif" '
        f'font-size="12"><rect width="880" height="{height}" fill="white"/>{title}{"".join(body)}</svg>\n'
    )
