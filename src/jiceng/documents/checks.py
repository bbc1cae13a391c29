"""What stands against sending a document on (faults) and what its drafter should know (remarks). Pure but for words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.documents.body import length
from jiceng.documents.enums import DocumentKind
from jiceng.documents.marks import plain
from jiceng.documents.norms import Norms, norms
from jiceng.kernel.sentences import sentence


@dataclass(frozen=True)
class Draft:
    """What is judged: the document with its text, attachments and recipients, saved or not."""

    kind: str
    title: str
    text: str
    attachments: tuple[tuple[str, str], ...] = ()
    main: tuple[str, ...] = ()
    special_task: bool = False
    length_reason: str = ""

    @property
    def everything(self) -> str:
        parts = [self.title, self.text, *(part for pair in self.attachments for part in pair)]
        return "\n".join(parts)


@dataclass(frozen=True)
class Findings:
    faults: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def secret_mark(text: str) -> str:
    """The mark of secrecy found in a text however it was set, or nothing."""
    return _first(norms().secret, plain(text))


def _first(patterns: Iterable[re.Pattern], text: str) -> str:
    return next((found[0].strip() for pattern in patterns if (found := pattern.search(text))), "")


def secret_fault(mark: str) -> str:
    return sentence(
        "文中有密级标志“%(mark)s”。涉密文件不得进入本系统，请按保密规定在涉密设备上办理，并删去已输入的内容。"
    ) % {"mark": mark}


def secrecy_fault(text: str) -> str:
    """The sentence for whoever wrote a text that bears a mark of secrecy, or nothing."""
    mark = secret_mark(text)
    return secret_fault(mark) if mark else ""


def judge(draft: Draft) -> Findings:
    """Everything at once, so that the drafter mends it in one go."""
    rules = norms()
    return Findings(list(_faults(draft, rules)), list(_remarks(draft, rules)))


def _faults(draft: Draft, rules: Norms) -> Iterator[str]:
    if fault := secrecy_fault(draft.everything):
        yield fault
    if not draft.text.strip():
        yield _("正文还是空的。")
    yield from _recipient_faults(draft, rules)
    yield from _form_faults(draft, rules)
    size, most = length(draft.text), rules.longest(draft.special_task)
    if size > most and not draft.length_reason.strip():
        yield ngettext(
            "正文%(size)s字，超过%(most)s字，请压缩篇幅或写明理由。",
            "正文%(size)s字，超过%(most)s字，请压缩篇幅或写明理由。",
            size,
        ) % {"size": size, "most": most}


def _recipient_faults(draft: Draft, rules: Norms) -> Iterator[str]:
    rule, count = rules.kinds[draft.kind], len(draft.main)
    words = {"kind": DocumentKind(draft.kind).label, "count": count, "most": rule.most}
    if rule.most == 0 and count:
        yield _("%(kind)s没有主送机关，请改为抄送。") % words
    elif rule.most == 1 and count != 1:
        yield _("%(kind)s只能有一个主送机关，现有%(count)s个。") % words
    elif count < rule.least:
        yield _("%(kind)s要写明主送机关。") % words
    elif count > rule.most > 1:
        yield _("%(kind)s的主送机关最多%(most)s个。") % words


def _form_faults(draft: Draft, rules: Norms) -> Iterator[str]:
    if draft.kind == DocumentKind.REPORT and (found := _first(rules.request_in_report, draft.text)):
        yield _("报告不得夹带请示事项（“%(found)s”），请另行请示。") % {"found": found}
    if draft.kind == DocumentKind.REQUEST:
        joined = rules.several_in_title.search(draft.title)
        if joined or len(rules.closing.findall(draft.text)) > 1:
            yield _("请示应当一文一事，请分开行文。")


def _remarks(draft: Draft, rules: Norms) -> Iterator[str]:
    if found := _first(rules.asks_for_papers, draft.text):
        yield _("文中“%(found)s”会要求基层报送材料；没有规定要求的，请删去。") % {"found": found}
    label = str(DocumentKind(draft.kind).label).partition("（")[0]
    if draft.kind != DocumentKind.ORDER and not draft.title.rstrip("）)").endswith(label):
        yield _("标题宜以文种“%(kind)s”结尾。") % {"kind": label}
