"""The interface is complete in three languages: every text stands in gettext, and has its English."""

import ast
import re

from tests.taste.house import ROOT, is_docstring, name, python_files, strings, templates
from tools import messages

CHINESE = re.compile(r"[\u3400-\u9fff]")
MARKS = re.compile(r"[：，；、（）。]")
# Its marks are the paper's own.
ON_PAPER = "documents/document_text.html"
# Chinese in code that is no text of the interface, each with its reason.
ALLOWED = {
    "src/jiceng/console/": "the console speaks both languages in one line; the demonstration is Chinese data",
    "src/jiceng/config/": "each language is named in itself",
    "src/jiceng/zoning/": "the pure library knows no gettext: it gives a code and a Chinese sentence",
    "src/jiceng/kernel/pinyin.py": "names that are read otherwise",
    "src/jiceng/kernel/pages.py": "the Chinese way to write a day",
    "src/jiceng/kernel/record.py": "the name under which the system itself stands in the record: data",
    "src/jiceng/kernel/xlsx/": "what stands in files: a Chinese day, the sheet of examples",
    "src/jiceng/documents/body.py": "the numbering of headings, and how attachments are typed",
    "src/jiceng/documents/appointments.py": "fields and words of a standard text: what stands on the paper",
    "src/jiceng/documents/models/incoming.py": "how a paper is numbered in the register",
    "src/jiceng/documents/marks.py": "letters of the marks of secrecy",
    "src/jiceng/meetings/papers.py": "what stands on the paper: how a document on a decision begins",
    "src/jiceng/documents/repair.py": "marks and brackets that are mended",
    "src/jiceng/meetings/standard_texts.py": "fields and words of standard texts: what stands on the paper",
    "src/jiceng/responsibility/standard_texts.py": "fields and words of a standard text: what stands on the paper",
    "src/jiceng/rezoning/standard_texts.py": "fields and words of a standard text: what stands on the paper",
    "src/jiceng/documents/commands/state.py": "the name under which the system itself acts: data",
    "src/jiceng/appraisal/queries/drafting.py": "what stands on the paper: how a report begins",
    "src/jiceng/cadres/paper.py": "what stands on the paper: the words of the form",
    "src/jiceng/cadres/package_paper.py": "what stands on the paper: the notice's own words and its standard text",
    "src/jiceng/cadres/recruitment_paper.py": "what stands on the paper: tickets and letters",
    "src/jiceng/cadres/standard_texts": "fields and words of standard texts: what stands on the paper",
    "src/jiceng/responsibility/paper.py": "what stands on the paper: the notice's own words",
    "src/jiceng/responsibility/commands/state.py": "the name under which the system itself acts: data",
    "src/jiceng/documents/layout/": "what stands on the paper, and names of fonts: the standard's own words",
    "src/jiceng/documents/models/documents.py": "how an order is numbered on paper",
    "src/jiceng/meetings/queries/quorum.py": "the numerals in which Chinese writes a share",
    "src/jiceng/organisations/exports/columns.py": "examples in the files to fill in",
    "src/jiceng/organisations/commands/reorganisation/": "names of the organisations that come into being: data",
    "src/jiceng/organisations/rules/checks/": "an article of the law is cited as it stands",
    "src/jiceng/people/queries/own.py": "what browsers call themselves, and the name in an authenticator",
    "src/jiceng/rezoning/intake/reading.py": "headings and words that files may use",
    "src/jiceng/rezoning/naming.py": "names of communities: data",
}
GETTEXT = {*messages.KEYWORDS, "translate"}


def is_allowed(path) -> bool:
    return name(path).startswith(tuple(ALLOWED)) or "/migrations/" in name(path)


def stands_in_gettext(node: ast.AST) -> bool:
    """Directly the argument of a gettext call (an implicit joining of strings is one constant)."""
    call = node.parent
    return isinstance(call, ast.Call) and getattr(call.func, "id", getattr(call.func, "attr", "")) in GETTEXT


def test_chinese_in_code_stands_in_gettext():
    wrong = [
        f"{name(path)}:{node.lineno} {node.value[:30]!r}"
        for path in python_files()
        if not is_allowed(path)
        for node in strings(path)
        if CHINESE.search(node.value) and not is_docstring(node) and not stands_in_gettext(node)
    ]
    assert not wrong


def without_tags(text: str) -> str:
    """A template without comments, translated blocks, the arguments of tags, the seal, and each language's own
    name."""
    text = re.sub(r'<(\w+)[^>]*\slang="zh-[^>]*>[^<]*</\1>|<span class="seal"[^>]*>基</span>', "", text)
    text = re.sub(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", "", text, flags=re.DOTALL)
    text = re.sub(r"{%\s*blocktrans.*?endblocktrans(late)?\s*%}", "", text, flags=re.DOTALL)
    text = re.sub(r"{%\s*trans(late)?\s.*?%}", "", text)
    return re.sub(r"_\((\"[^\"]*\"|'[^']*')\)", "", text)


def test_chinese_in_templates_stands_in_translate():
    wrong = []
    for path in templates():
        for number, line in enumerate(without_tags(path.read_text()).splitlines(), 1):
            if CHINESE.search(line):
                wrong.append(f"{name(path)}:~{number} {line.strip()[:60]}")
    assert not wrong


def test_marks_between_values_are_texts_too():
    """An English page that says 「Contact：」 is half translated; in Python `kernel.words.strung` sets the marks."""
    wrong = []
    for path in templates():
        for number, line in enumerate(without_tags(path.read_text()).splitlines(), 1):
            if MARKS.search(re.sub(r"{%.*?%}|{{.*?}}", "", line)) and not name(path).endswith(ON_PAPER):
                wrong.append(f"{name(path)}:~{number} {line.strip()[:60]}")
    assert not wrong


def test_scripts_bear_no_text():
    """What a script says comes from the page, in the page's language."""
    scripts = list((ROOT / "src").rglob("static/**/*.js"))
    wrong = []
    for path in scripts:
        code = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text(), flags=re.DOTALL)
        if CHINESE.search(code):
            wrong.append(name(path))
    assert not wrong


def test_traditional_keeps_the_words_of_the_field():
    from opencc import OpenCC

    convert = OpenCC("s2tw").convert
    assert messages.traditional("社区党支部", convert) == "社區黨支部"
    assert messages.traditional("居民委员会", convert) == "居民委員會"
    assert messages.traditional("登录", convert) == "登入"


def test_extraction_sees_every_form(tmp_path):
    code = tmp_path / "forms.py"
    code.write_text(
        "from django.utils.translation import gettext_lazy as _, ngettext, pgettext\n"
        'A = _("一")\nB = ngettext("%(n)d 户", "%(n)d 户们", 3)\nC = pgettext("会议", "名称")\n'
    )
    page = tmp_path / "page.html"
    page.write_text(
        '{% load i18n %}{% translate "二" %}{% blocktranslate %}共 {{ n }} 户{% endblocktranslate %}'
        '{{ _("三") }}{% blocktranslate count n=n %}{{ n }} 人{% plural %}{{ n }} 人们{% endblocktranslate %}'
    )
    found = {key for path in (code, page) for key, _line in messages.texts_in(path)}
    assert found == {
        (None, "一", None),
        (None, "%(n)d 户", "%(n)d 户们"),
        ("会议", "名称", None),
        (None, "二", None),
        (None, "共 %(n)s 户", None),
        (None, "三", None),
        (None, "%(n)s 人", "%(n)s 人们"),
    }


def test_words_that_the_converter_takes_for_their_twins_are_written_as_traditional_readers_do():
    from opencc import OpenCC

    convert = OpenCC("s2tw").convert
    wanted = {
        "会签": "會簽",
        "没有准考证的人": "沒有准考證的人",
        "证件号码表示不对": "證件號碼表示不對",
        "再发布公告": "再發佈公告",
        "组织里现有": "組織裡現有",
        "标签": "標籤",
        "标准": "標準",
    }
    assert {text: messages.traditional(text, convert) for text in wanted} == wanted
