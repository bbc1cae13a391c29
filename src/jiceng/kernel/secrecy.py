"""Nothing that bears a mark of secrecy is kept, wherever it is written or handed in.

What such a mark looks like, and how the words of a file are read, is known to the app that keeps the rules of
documents; it says so at start. All doors ask here: every form that writes (`Unmarked`, so that the sentence stands at
the field), every POST that writes (`once`, for what passes no form), every file that is kept (`uploads`), every row of
a spreadsheet and every text of a map. Commands of documents and meetings ask once more, whoever calls.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django import forms
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.files.uploadedfile import UploadedFile

_judges: list[Callable[[str], str]] = []
_readers: list[Callable[[Any], str]] = []
_labels: ContextVar[dict[str, str] | None] = ContextVar("labels", default=None)

NEVER_KEPT = {"csrfmiddlewaretoken", "submission_key", "password"}


def judge_by(fault_of: Callable[[str], str], words_in: Callable[[Any], str]) -> None:
    """From now on `fault_of(text)` gives the sentence for whoever wrote it, or nothing, and `words_in(file)` what a
    file says, as far as it can be read."""
    _judges[:], _readers[:] = [fault_of], [words_in]


def fault_in(*texts: str) -> str:
    if not _judges:
        raise ImproperlyConfigured("nobody says what a mark of secrecy looks like")
    return _judges[0]("\n".join(texts))


def must_be_unmarked(upload, name: str) -> None:
    """Refuse a file that bears a mark in its name or in its words."""
    stem = name.rpartition(".")[0]
    if fault := fault_in(name, stem, _readers[0](upload)):
        raise ValidationError(fault, code="secret")


def texts_in(value: object) -> Iterator[str]:
    """What people wrote in a value of a form: texts, names of files, lists of either."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, UploadedFile):
        yield from (value.name or "", (value.name or "").rpartition(".")[0])
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_in(one)


def fault_of_request(request) -> str:
    """The sentence where anything that was sent bears a mark."""
    sent = [texts for name, texts in request.POST.lists() if name not in NEVER_KEPT]
    files = [files for _name, files in request.FILES.lists()]
    return next((fault for one in [*sent, *files] if (fault := fault_in(*texts_in(one)))), "")


@contextmanager
def labels_heard() -> Iterator[dict[str, str]]:
    """What the forms that read a request meanwhile call their fields."""
    heard: dict[str, str] = {}
    token = _labels.set(heard)
    try:
        yield heard
    finally:
        _labels.reset(token)


class Unmarked(forms.Form):
    """A form whose texts and files are refused at their field when they bear a mark of secrecy."""

    def full_clean(self) -> None:
        super().full_clean()
        if (heard := _labels.get()) is not None and self.is_bound:
            heard.update({self.add_prefix(name): str(self[name].label) for name in self.fields})
        for name, value in list(getattr(self, "cleaned_data", {}).items()):
            if name in self.fields and name not in NEVER_KEPT and (fault := fault_in(*texts_in(value))):
                self.add_error(name, ValidationError(fault, code="secret"))
