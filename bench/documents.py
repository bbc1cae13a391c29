"""Documents a second: official documents, short, middle and long, as PDF and .docx, beside the bare libraries.

    python -m bench.documents [--count 40] [--commit]

The bare side writes the same pages in the same run: typst with the finished data (no database, no rules), python-docx
with the same paragraphs and tables in one style. Beside it the whole way from draft to issue. Temporary data folder.
"""

import argparse
import json
import os
import resource
import tempfile
import time
from datetime import date
from io import BytesIO
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS-documents.md")
DAY = date(2026, 11, 3)
PARAGRAPH = "各单位要把力量放到社区，每个社区由一名县级领导联系，一名科级干部联络，每季度到社区听取意见，当场解决问题。"
SIZES = {"short": 4, "middle": 12, "long": 36}


def county():
    """An office with its series, and a town that receives."""
    from jiceng.documents import commands
    from jiceng.organisations.enums import Kind
    from jiceng.organisations.models import Organisation

    made = [
        Organisation.objects.create(
            kind=kind, name=name, pinyin="x", initials="x", valid_from=date(2020, 1, 1)
        )
        for kind, name in (
            (Kind.COUNTY_COMMITTEE, "中共嫩江县委员会"),
            (Kind.TOWN_PARTY_COMMITTEE, "嫩江镇党委"),
        )
    ]
    series = commands.open_series(by=None, organisation=made[0], code="嫩发", on=date(2020, 1, 1))
    return made[0], made[1], series


def issued(office, town, series, paragraphs: int):
    """From draft to issue by the commands of the pages."""
    from jiceng.documents import commands
    from jiceng.documents.commands import Addressee, Words

    lines = [f"{PARAGRAPH}" for _number in range(paragraphs)]
    text = "\n".join(["一、总体要求", *lines, "|社区|户数|", "|邮政社区|2037|"])
    words = Words("notice", "关于加强社区建设的通知", text, main=(Addressee.of(town),))
    row = commands.draft(by=None, organisation=office, series=series, words=words)
    row = commands.submit(by=None, document=row)
    row = commands.review(by=None, document=row)
    row = commands.sign(by=None, document=row, on=DAY, signer="王建国")
    return commands.issue(by=None, document=row, on=DAY)


def bare_typst(data: dict) -> bytes:
    """The same template and fonts, the finished data, nothing else."""
    import typst

    from jiceng.documents.layout import fonts
    from jiceng.documents.layout.pdf import TEMPLATE

    inputs = {"sheet": json.dumps(data, ensure_ascii=False)}
    return typst.compile(
        TEMPLATE.read_bytes(),
        font_paths=fonts.folders(),
        ignore_system_fonts=True,
        sys_inputs=inputs,
        format="pdf",
    )


def finished(document) -> dict:
    from jiceng.documents.layout import fonts
    from jiceng.documents.layout.sheet import sheet

    chosen = fonts.chosen()
    data = sheet(document)
    data |= {"fonts": {role: one.family for role, one in chosen.items()}, "thicken": 1, "show_seal": False}
    return data


def bare_docx(paragraphs: list[str], tables: list[list[list[str]]]) -> bytes:
    """The same words through python-docx, one style for all."""
    from docx import Document
    from docx.shared import Pt

    made = Document()
    made.styles["Normal"].font.size = Pt(16)
    for text in paragraphs:
        made.add_paragraph(text)
    for rows in tables:
        table = made.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def words_of(content: bytes) -> tuple[list[str], list[list[list[str]]]]:
    from docx import Document

    made = Document(BytesIO(content))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in made.tables]
    return [one.text for one in made.paragraphs], tables


def rates(count: int, *works) -> list[float]:
    """Runs a second of each, one after the other in turn, so that the machine's mood is the same for all."""
    spent = [0.0] * len(works)
    for _round in range(count):
        for number, work in enumerate(works):
            start = time.perf_counter()
            work()
            spent[number] += time.perf_counter() - start
    return [count / one for one in spent]


def pages_of(content: bytes) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(content))


def measure(count: int) -> list[str]:
    from jiceng.documents.layout import docx, pdf

    office, town, series = county()
    rows = []
    for name, paragraphs in SIZES.items():
        document = issued(office, town, series, paragraphs)
        data, words = finished(document), words_of(docx(document))
        pages = pages_of(pdf(document))
        assert pages == pages_of(bare_typst(data))
        for work in (lambda: pdf(document), lambda: bare_typst(data), lambda: docx(document)):  # noqa: B023  # run here
            work()
        ours, bare = rates(count, lambda: pdf(document), lambda: bare_typst(data))  # noqa: B023  # run here
        rows.append(f"| PDF, {name} | {pages} | {ours:.1f} | {bare:.1f} | {bare / ours:.2f} |")
        ours, bare = rates(count, lambda: docx(document), lambda: bare_docx(*words))  # noqa: B023  # run here
        rows.append(f"| .docx, {name} | {pages} | {ours:.1f} | {bare:.1f} | {bare / ours:.2f} |")
    (way,) = rates(count, lambda: issued(office, town, series, 4))
    rows.append(f"| draft to issue (five commands, record, number) | | {way:.1f} | | |")
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--commit", action="store_true", help=f"write {RESULTS.name}")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="jiceng-bench-") as folder:
        os.environ |= {"JICENG_DATA": folder, "DJANGO_SETTINGS_MODULE": "jiceng.config.settings"}
        os.environ.pop("DATABASE_URL", None)
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        rows = measure(options.count)
    head = [
        "| what | pages | documents/s | bare library/s | bare / ours |",
        "|---|---|---|---|---|",
    ]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    load = os.getloadavg()[0]
    note = f"\nPeak memory {peak} MiB, load of the machine {load:.1f}, {options.count} runs each, in turn."
    text = "\n".join([*head, *rows, note])
    print(text)
    if options.commit:
        said = "`python -m bench.documents` (2 cores, SQLite; see the load of the machine below)"
        title = f"# Official documents\n\n{said}\n\n"
        RESULTS.write_text(title + text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
