"""A picture of each of the fifteen kinds of official documents, into docs/documents/.

    python -m tools.document_pictures

Each is made by the commands of the pages in a data folder of its own, and drawn as the site draws it.
"""

import os
import tempfile
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "documents"
DAY = date(2026, 11, 3)
TEXT = """为进一步加强社区建设，经研究，现就有关事项通知如下。
一、总体要求
（一）明确责任。每个社区由一名县级领导联系。
二、工作安排
各单位要认真落实，年底前完成。"""
TEXTS = {
    "request": "为解决社区用房，拟购置场所三处。\n妥否，请批复。",
    "report": "现将社区建设情况报告如下。\n一、主要做法\n摸清底数，分类推进。\n二、下步打算\n办好服务。",
    "reply": "你委《关于调整社区的请示》收悉。经研究，同意调整方案，请认真组织实施。",
    "order": "《嫩江县社区用房管理办法》已经县人民政府常务会议通过，现予公布，自2026年12月1日起施行。",
    "minutes": "会议听取了社区建设情况汇报。\n一、关于用房\n年底前全部落实。\n出席：王建国、李秀英",
    "letter": "为解决社区办公用房，请提供闲置公房的地址、面积和权属情况。\n请于11月20日前函复。",
    "proposal": "县人民政府拟定了社区建设三年规划，现提请审议。",
}
ONE = ("report", "request", "reply", "proposal")


def make_all() -> None:
    from jiceng.documents import commands
    from jiceng.documents.commands import Addressee, Words
    from jiceng.documents.enums import DocumentKind
    from jiceng.documents.layout import picture
    from jiceng.documents.norms import norms
    from jiceng.organisations.enums import Kind
    from jiceng.organisations.models import Organisation

    office = Organisation.objects.create(
        kind=Kind.COUNTY_COMMITTEE,
        name="嫩江县人民政府",
        pinyin="x",
        initials="x",
        valid_from=date(2020, 1, 1),
    )
    series = commands.open_series(by=None, organisation=office, code="嫩政发", on=date(2020, 1, 1))
    for kind in DocumentKind:
        rule, label = norms().kinds[kind], str(kind.label).partition("（")[0]
        names = ("黑河市人民政府",) if kind in ONE else ("各乡镇人民政府", "县直各单位")
        main = tuple(Addressee(name) for name in names) if rule.least else ()
        copies = () if main else (Addressee("县直各单位"),)
        words = Words(kind, f"关于社区建设的{label}", TEXTS.get(kind, TEXT), main, copies)
        row = commands.draft(by=None, organisation=office, series=series, words=words)
        row = commands.review(by=None, document=commands.submit(by=None, document=row))
        row = commands.sign(by=None, document=row, on=DAY, signer="王建国")
        row = commands.issue(by=None, document=row, on=DAY)
        (FOLDER / f"{kind}.png").write_bytes(picture(row, ppi=50.0))
        print(kind, row.number_text)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="jiceng-pictures-") as folder:
        os.environ |= {"JICENG_DATA": folder, "DJANGO_SETTINGS_MODULE": "jiceng.config.settings"}
        os.environ.pop("DATABASE_URL", None)
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        make_all()


if __name__ == "__main__":
    main()
