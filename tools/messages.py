"""Interface texts: Simplified Chinese in the code, English in each app's `locale/en/LC_MESSAGES/django.po`.

    python -m tools.messages             extract: add new texts, keep translations, drop texts that are gone
    python -m tools.messages --check     change nothing; exit 1 if a text is new, gone or without English
    python -m tools.messages --compile   write the compiled files: English, and Traditional Chinese by OpenCC

Needs no gettext tools. Traditional Chinese is made by OpenCC's s2tw (characters only; s2twp would turn 社区 into
社群) plus the few texts in OVERRIDES and WORDS.
"""

import argparse
import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
from babel.messages.extract import extract_python

ROOT = Path(__file__).resolve().parent.parent
APPS = ROOT / "src" / "jiceng"
KEYWORDS: dict[str, Any] = {
    name: spec
    for stem, spec in {
        "gettext": None,
        "ngettext": (1, 2),
        "pgettext": ((1, "c"), 2),
        "npgettext": ((1, "c"), 2, 3),
    }.items()
    for name in (stem, f"{stem}_lazy")
} | {"_": None, "_g": None, "gettext_noop": None, "sentence": None, "sentences": (1, 2)}
# What the character converter cannot know: whole texts as Traditional readers write them.
OVERRIDES = {
    "简体中文": "简体中文",
    "繁體中文": "繁體中文",
    "登录": "登入",
    "退出登录": "登出",
}
# Words that the converter cuts in the wrong place or takes for their twins, in its own spelling.
WORDS = {
    "會籤": "會簽",
    "準考證": "准考證",
    "錶示": "表示",
    "發布": "發佈",
    "織里": "織裡",
}
HEADER = {"Content-Type": "text/plain; charset=utf-8", "Content-Transfer-Encoding": "8bit"}
PLURALS = {"en": "nplurals=2; plural=(n != 1);", "zh_Hant": "nplurals=1; plural=0;"}
Key = tuple[str | None, str, str | None]  # context, text, plural


def apps() -> list[Path]:
    """Folders of apps and of kernel parts that may hold texts."""
    return sorted(path.parent for path in APPS.glob("*/__init__.py"))


def python_of(path: Path) -> str:
    """A file's text as Python with gettext calls; templates go through Django's own converter."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text
    from django.utils.translation.template import templatize

    # What is left of the markup is indented as no Python is.
    return "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())


def texts_in(path: Path) -> Iterator[tuple[Key, int]]:
    """Each text of a file with its line."""
    found = extract_python(io.BytesIO(python_of(path).encode()), KEYWORDS, [], {"encoding": "utf-8"})
    for line, name, arguments, _comments in found:
        if not arguments:  # a call without a literal text
            continue
        if isinstance(arguments, str):
            arguments = (arguments,)
        spec = KEYWORDS[str(name)] or (1,)
        context = arguments[0] if isinstance(spec[0], tuple) else None
        picked = [arguments[part - 1] for part in spec if isinstance(part, int)]
        if picked[0]:
            yield (context, picked[0], picked[1] if len(picked) > 1 else None), line


def sources(app: Path) -> Iterator[Path]:
    yield from sorted(path for path in app.rglob("*.py") if "migrations" not in path.parts)
    for suffix in ("html", "txt", "svg"):
        yield from sorted(app.glob(f"templates/**/*.{suffix}"))


def extract(app: Path) -> dict[Key, list[str]]:
    """Every text of an app with the files it stands in (no line numbers: they only make conflicts)."""
    found: dict[Key, list[str]] = {}
    for path in sources(app):
        for key, _line in texts_in(path):
            places = found.setdefault(key, [])
            name = str(path.relative_to(APPS))
            if name not in places:
                places.append(name)
    return found


def catalogue(app: Path) -> Path:
    return app / "locale" / "en" / "LC_MESSAGES" / "django.po"


def key_of(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid, entry.msgid_plural or None


def read(path: Path) -> dict[Key, polib.POEntry]:
    return {key_of(entry): entry for entry in polib.pofile(str(path))} if path.exists() else {}


def updated(app: Path) -> tuple[polib.POFile, list[Key]]:
    """The app's catalogue as it should be, and the texts that the present one misses or has too many."""
    present, wanted = read(catalogue(app)), extract(app)
    file = polib.POFile(wrapwidth=110)
    file.metadata = {**HEADER, "Language": "en", "Plural-Forms": PLURALS["en"]}
    for key in sorted(wanted, key=lambda key: (wanted[key][0], key[1], key[0] or "")):
        old = present.get(key)
        entry = polib.POEntry(msgctxt=key[0], msgid=key[1], msgid_plural=key[2] or "")
        entry.occurrences = [(place, "") for place in wanted[key]]
        entry.flags = [flag for flag in (old.flags if old else []) if flag != "fuzzy"]
        if key[2]:
            entry.msgstr_plural = dict(old.msgstr_plural) if old else {0: "", 1: ""}
        else:
            entry.msgstr = old.msgstr if old else ""
        file.append(entry)
    return file, sorted(set(wanted) ^ set(present), key=str)


def untranslated(file: polib.POFile) -> list[str]:
    return [
        entry.msgid
        for entry in file
        if not (all(entry.msgstr_plural.values()) if entry.msgid_plural else entry.msgstr)
    ]


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]|\{\w*\}", text))


def mismatched(file: polib.POFile) -> list[str]:
    """Texts whose translation has other placeholders than the original."""
    wrong = []
    for entry in file:
        wanted = placeholders(entry.msgid) | placeholders(entry.msgid_plural)
        translations = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if any(text and not placeholders(text) <= wanted for text in translations) or (
            not entry.msgid_plural and entry.msgstr and placeholders(entry.msgstr) != wanted
        ):
            wrong.append(entry.msgid)
    return wrong


def faults(app: Path) -> list[str]:
    """What `--check` complains about in an app, one line each."""
    file, changed = updated(app)
    return [
        *(f"{app.name}: run `python -m tools.messages`, new or gone: {key[1]!r}" for key in changed),
        *(f"{app.name}: no English for {text!r}" for text in untranslated(file)),
        *(f"{app.name}: other placeholders in the English of {text!r}" for text in mismatched(file)),
    ]


def write() -> None:
    for app in apps():
        file, _changed = updated(app)
        path = catalogue(app)
        if len(file):
            path.parent.mkdir(parents=True, exist_ok=True)
            file.save(str(path))
        elif path.exists():
            path.unlink()


def traditional(text: str, convert) -> str:
    made = OVERRIDES.get(text) or convert(text)
    for wrong, right in WORDS.items():
        made = made.replace(wrong, right)
    return made


def make_traditional(english: polib.POFile, convert) -> polib.POFile:
    """The Traditional Chinese catalogue of the same texts."""
    file = polib.POFile()
    file.metadata = {**HEADER, "Language": "zh_Hant", "Plural-Forms": PLURALS["zh_Hant"]}
    for old in english:
        entry = polib.POEntry(msgctxt=old.msgctxt, msgid=old.msgid, msgid_plural=old.msgid_plural)
        if old.msgid_plural:
            entry.msgstr_plural = {0: traditional(old.msgid_plural, convert)}
        else:
            entry.msgstr = traditional(old.msgid, convert)
        file.append(entry)
    return file


def save_compiled(file: polib.POFile, path: Path) -> None:
    """Write a .mo file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(file.to_binary())
    part.replace(path)


def compile_all() -> int:
    """Write every compiled file; gives their number."""
    from opencc import OpenCC

    convert, made = OpenCC("s2tw").convert, 0
    for app in apps():
        if not catalogue(app).exists():
            continue
        english = polib.pofile(str(catalogue(app)))
        save_compiled(english, catalogue(app).with_suffix(".mo"))
        hant = app / "locale" / "zh_Hant" / "LC_MESSAGES" / "django.mo"
        save_compiled(make_traditional(english, convert), hant)
        made += 2
    return made


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--check", action="store_true")
    choice.add_argument("--compile", action="store_true")
    options = parser.parse_args()
    if options.compile:
        print(f"{compile_all()} compiled files")
        return 0
    if not options.check:
        write()
    lines = [line for app in apps() for line in faults(app)]
    print("\n".join(lines) or "all texts have their English")
    return 1 if options.check and lines else 0


if __name__ == "__main__":
    sys.exit(main())
