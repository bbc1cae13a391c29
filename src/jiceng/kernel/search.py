"""One search over everything: each app registers a source that keeps to the scope of who asks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rules import Predicate

from jiceng.kernel import navigation
from jiceng.kernel.access import signed_in
from jiceng.kernel.pinyin import initials, spelled


@dataclass(frozen=True)
class Hit:
    """Something found, with where it opens and one line that tells it from its namesakes."""

    label: str
    url: str
    detail: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Source:
    """`find(*, seen_by, text, as_of, limit) -> list[Hit]`; best first, only what `seen_by` may see."""

    name: str
    label: str
    find: Callable


@dataclass(frozen=True)
class PageHit:
    """A page or action that can be called by name."""

    label: str
    url_name: str
    rule: Predicate = signed_in
    words: str = ""
    icon: str = "arrow-right"


@dataclass(frozen=True)
class Group:
    name: str
    label: str
    hits: list[Hit]


_sources: dict[str, Source] = {}
_actions: dict[str, PageHit] = {
    "components_gallery": PageHit(_("界面组件"), "components_gallery", words="jiemian zujian jmzj gallery")
}


def register(source: Source) -> None:
    _sources[source.name] = source


def register_action(action: PageHit) -> None:
    _actions[action.url_name] = action


def is_latin(text: str) -> bool:
    return text.isascii() and any(c.isalpha() for c in text)


def begins(field: str, text: str) -> Q:
    """Texts of lower-case Latin letters and digits that begin with `text`, as a range: an index serves it on every
    database, whatever its collation."""
    rest = text.rstrip("z")
    if not rest or not text.isalnum():
        return Q(**{f"{field}__startswith": text})
    last = "a" if rest[-1] == "9" else chr(ord(rest[-1]) + 1)
    return Q(**{f"{field}__gte": text, f"{field}__lt": rest[:-1] + last})


def letters_of(text: str) -> str:
    return text.lower().replace(" ", "").replace("'", "")


def matching(text: str, *, name: str, pinyin: str, initials: str) -> Q:
    """Rows whose name contains `text`; Latin letters are looked for at the start of pinyin and initials, which keep
    the Latin letters of a name too."""
    if not is_latin(text):
        return Q(**{f"{name}__icontains": text})
    return begins(pinyin, letters_of(text)) | begins(initials, letters_of(text))


def fits(text: str, label: str, words: str = "") -> bool:
    """Whether a label is meant by `text`: characters, full pinyin or initials, from the start of any word."""
    text = text.lower().replace(" ", "")
    if text in label.lower() or any(word.startswith(text) for word in words.lower().split()):
        return True
    return is_latin(text) and (spelled(label).startswith(text) or initials(label).startswith(text))


def pages(*, seen_by, text: str, limit: int) -> list[Hit]:
    """Pages and actions that the account may open and whose name fits."""
    hits = [
        Hit(str(a.label), reverse(a.url_name), icon=a.icon)
        for a in _actions.values()
        if fits(text, str(a.label), a.words) and a.rule.test(seen_by)
    ]
    known = {hit.url for hit in hits}
    for link in navigation.all_links(seen_by):
        if link.url not in known and fits(text, str(link.label)):
            hits.append(Hit(str(link.label), link.url, icon=link.icon or "arrow-right"))
    return hits[:limit]


def everywhere(*, seen_by, text: str, as_of: date, limit: int = 6) -> list[Group]:
    """What all sources find, `limit` each; groups without a hit are left out."""
    text = text.strip()[:60]
    if not text:
        return []
    groups = [
        Group(s.name, str(s.label), s.find(seen_by=seen_by, text=text, as_of=as_of, limit=limit))
        for s in _sources.values()
    ]
    groups.append(Group("pages", gettext("页面与操作"), pages(seen_by=seen_by, text=text, limit=limit)))
    return [group for group in groups if group.hits]
