"""The guard against formalism: what no obligation may ask for, with the rule that forbids it.

Source: Provisions on curbing formalism to reduce burdens at the grass roots (general offices of the Central Committee
and the State Council, 2024): no judging of work by photos and traces, no forced use of applications, no points and
rankings, no asking twice for what is held. By structure first (kinds of evidence, pieces, who carries weight), then
by words, sentence by sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path as FilePath

import yaml
from django.utils.translation import gettext as _

from jiceng.institutions import kinds
from jiceng.institutions.enums import Bearer
from jiceng.institutions.reading.faults import Fault
from jiceng.institutions.reading.nodes import Path, Source
from jiceng.institutions.reading.schema import InstitutionFile

WORDS = FilePath(__file__).parent.parent / "library" / "formalism.yaml"
SENTENCE = re.compile(r"[^。；！？;!?\n]+")
CLAUSE = re.compile(r"[^，,、：:]+")


@dataclass(frozen=True)
class Banned:
    """One thing that may not be asked for."""

    key: str
    families: frozenset[str]
    marks: frozenset[str]
    always: re.Pattern
    demanded: re.Pattern


@cache
def banned() -> tuple[Banned, ...]:
    data = _words()
    return tuple(
        Banned(
            key,
            frozenset(data[key]["families"]),
            frozenset(data[key]["marks"]),
            _any(data[key]["always"]),
            _any(data[key]["demanded"]),
        )
        for key in ("ranking", "sign_in", "photo", "held")
    )


@cache
def _words() -> dict:
    return yaml.safe_load(WORDS.read_text(encoding="utf-8"))


def _any(patterns: list[str]) -> re.Pattern:
    return re.compile("|".join(f"(?:{one})" for one in patterns) or r"(?!)")


def rule_of(key: str) -> str:
    """The rule that forbids it, in a sentence."""
    source = _("《整治形式主义为基层减负若干规定》（2024年）")
    said = {
        "ranking": _("不得对个人搞积分、活跃度一类的排名通报。"),
        "sign_in": _("不得强制使用应用程序，不得以登录、签到、打卡考核人员。"),
        "photo": _("不得以照片、截图、留痕代替对实绩的评价；照片只能是可选的。"),
        "held": _("不得重复索要已有的数据；本系统已有的名册、人数、次数由系统直接取用。"),
    }[key]
    return f"{source}{_('：')}{said}"


def check(file: InstitutionFile, source: Source) -> Iterator[Fault]:
    for number, one in enumerate(file.obligations):
        here: Path = ("obligations", number)
        yield from _structure(one, here, source)
        for name in ("title", "consequence"):
            yield from _text(getattr(one, name), (*here, name), source)
        yield from _text(one.what.unit, (*here, "what", "unit"), source)
    for number, clause in enumerate(file.clauses):
        yield from _text(clause.title, ("clauses", number, "title"), source)
        yield from _text(clause.text, ("clauses", number, "text"), source)


def _structure(one, here: Path, source: Source) -> Iterator[Fault]:
    for path, word in [
        ((*here, "what", "evidence"), one.what.evidence),
        ((*here, "rhythm", "after"), one.rhythm.after),
    ]:
        parts = set(word.split("."))
        for ban in banned():
            if parts & ban.families:
                yield _refused(source.value_place(path), ban.key, word)
        if word.startswith(kinds.OWN):
            yield from _text(word.removeprefix(kinds.OWN), path, source)
    for place, mark in enumerate(one.what.marks):
        for ban in banned():
            if mark.split(":")[-1] in ban.marks:
                yield _refused(source.value_place((*here, "what", "marks", place)), ban.key, mark)
    if one.who.bearer == Bearer.HOLDER and one.weight:
        words = {"rule": rule_of("ranking")}
        message = _("由个人承担的义务不能计入考核权重：考核看单位的工作，不给个人计分排名。%(rule)s") % words
        line, column = source.value_place((*here, "weight"))
        yield Fault(line, column, "formalism", message)


def _refused(place: tuple[int, int], key: str, what: str) -> Fault:
    message = _("不能要求“%(what)s”。%(rule)s") % {"what": what, "rule": rule_of(key)}
    return Fault(*place, "formalism", message)


def _text(text: str, path: Path, source: Source) -> Iterator[Fault]:
    for match in SENTENCE.finditer(text):
        key = offence(match.group())
        if key:
            place = _line_of(match.group(), match.start(), text, path, source)
            yield _refused(place, key, match.group().strip())


def offence(sentence: str) -> str | None:
    """Which ban a sentence breaks. A word of prohibition before it, or one that does away with the thing behind it,
    makes it harmless: “不得以打卡代替服务”."""
    data = _words()
    for ban in banned():
        if _stands(ban.always, sentence):
            return ban.key
        for part in CLAUSE.findall(sentence):
            wanted = re.search(data["demand"], part) and not re.search(data["optional"], part)
            if wanted and _stands(ban.demanded, part):
                return ban.key
    return None


def _stands(pattern: re.Pattern, text: str) -> bool:
    data = _words()
    for match in pattern.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if not re.search(data["negation"], before + match.group()) and not re.match(data["ended"], after):
            return True
    return False


def _line_of(sentence: str, start: int, text: str, path: Path, source: Source) -> tuple[int, int]:
    """The line of a sentence inside a text of several lines."""
    node = source.nodes[path]
    line, column = source.value_place(path)
    if getattr(node, "style", None) not in ("|", ">"):
        return line, column
    first = next((part for part in sentence.strip().splitlines() if part), "")
    lines = source.text.splitlines()
    for number in range(line, min(node.end_mark.line + 1, len(lines))):
        if first[:20] and first[:20] in lines[number]:
            return number + 1, lines[number].index(first[:20]) + 1
    return line, column
