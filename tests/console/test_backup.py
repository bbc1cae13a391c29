"""A backup taken while others write is one consistent moment; a restore proves it before anything is believed."""

import gzip
import io
import json
import shutil
import tarfile

import pytest
from django.db import connection

COUNTS = """
from jiceng.kernel.models import ChainHead, Entry, Submission
print(Entry.objects.count(), Submission.objects.count(), ChainHead.objects.get().sequence)
"""


def write(site, times=3):
    site.script(
        f"""
        import uuid
        from django.db import transaction
        from jiceng.kernel.models import Submission
        from jiceng.kernel.record import record
        for number in range({times}):
            with transaction.atomic():
                row = Submission.objects.create(key=uuid.uuid4(), view="test")
                record(by=None, verb="submit", target=row, why="测试")
        """
    )


def test_a_backup_under_writers_is_whole_and_comes_back(site, empty, tmp_path):
    (site.folder / "files").mkdir(exist_ok=True)
    (site.folder / "files" / "说明.txt").write_text("附件")
    with site.writers(2):
        made = site.answer("backup", str(tmp_path / "kept.tar.gz"))
    assert made["head"]["sequence"] >= 2
    assert not any(name.startswith("keys/") for name in made["files"])
    found = empty.answer("restore", str(tmp_path / "kept.tar.gz"))
    assert found["chain_ok"]
    assert found["entries"] >= made["head"]["sequence"]
    entries, rows, head = map(int, empty.script(COUNTS).split())
    assert entries == rows == head == found["entries"]
    assert (empty.folder / "files" / "说明.txt").read_text() == "附件"
    verdict = empty.answer("verify", "--known", f"{made['head']['sequence']}:{made['head']['hash']}")
    assert verdict["ok"]


def test_the_restored_record_still_only_grows(site, empty, tmp_path):
    write(site)
    site.answer("backup", str(tmp_path / "kept.tar.gz"))
    empty.answer("restore", str(tmp_path / "kept.tar.gz"))
    refused = empty.script(
        """
        from django.db import DatabaseError
        from jiceng.kernel.models import Entry
        try:
            Entry.objects.update(verb="other")
        except DatabaseError as error:
            print(error)
        """
    )
    assert "only grow" in refused
    write(empty)
    assert empty.answer("verify")["entries"] == 6


def test_keys_go_in_only_when_asked_and_come_back_closed(site, empty, tmp_path):
    site.script(
        "from jiceng.people.models import Person; Person.objects.create(name='王', id_number='230000')"
    )
    site.answer("backup", str(tmp_path / "kept.tar.gz"), "--keys")
    empty.answer("restore", str(tmp_path / "kept.tar.gz"))
    key = empty.folder / "keys" / "field_key"
    assert key.read_text() == (site.folder / "keys" / "field_key").read_text()
    assert key.stat().st_mode & 0o077 == 0
    assert (
        empty.script("from jiceng.people.models import Person; print(Person.objects.get().id_number)")
        == "230000"
    )


def test_the_command_says_what_the_keys_mean(site, tmp_path):
    done = site.jiceng("backup", str(tmp_path / "kept.tar.gz"))
    assert "备份不含密钥" in done.stderr
    again = site.jiceng("backup", str(tmp_path / "kept.tar.gz"))
    assert again.returncode == 1
    assert "已存在" in again.stderr


def test_a_folder_with_data_is_never_overwritten(site, tmp_path):
    write(site)
    site.answer("backup", str(tmp_path / "kept.tar.gz"))
    done = site.jiceng("restore", str(tmp_path / "kept.tar.gz"))
    assert done.returncode == 1
    assert "不为空" in done.stderr
    assert site.answer("verify")["entries"] == 3


def repacked(source, change):
    """The archive with one member changed by `change(name, bytes)`; None leaves the member out."""
    packed = io.BytesIO()
    with tarfile.open(source) as old, tarfile.open(fileobj=packed, mode="w:gz") as new:
        for member in old:
            content = change(member.name, old.extractfile(member).read())
            if content is not None:
                member.size = len(content)
                new.addfile(member, io.BytesIO(content))
    source.write_bytes(packed.getvalue())


def flip(content, at):
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def is_database(name):
    return name.startswith("jiceng.")


@pytest.fixture(scope="module")
def kept_of_three(migrated, tmp_path_factory):
    """A backup with three entries."""
    folder = tmp_path_factory.mktemp("kept")
    site = migrated.twin(folder / "site")
    write(site)
    site.answer("backup", str(folder / "kept.tar.gz"))
    return folder / "kept.tar.gz"


FAULTS = {
    "one bit of the database": lambda name, content: (
        flip(content, len(content) // 2) if is_database(name) else content
    ),
    "the database left out": lambda name, content: None if is_database(name) else content,
    "no manifest": lambda name, content: None if name == "manifest.json" else content,
    "another format": lambda name, content: (
        json.dumps({**json.loads(content), "format": 99}).encode() if name == "manifest.json" else content
    ),
    "another head": lambda name, content: (
        content.replace(b'"sequence": 3', b'"sequence": 2') if name == "manifest.json" else content
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_changed_backup_is_refused_and_nothing_is_left(kept_of_three, empty, tmp_path, fault):
    if fault == "another head" and connection.vendor == "postgresql":
        pytest.skip("database: PostgreSQL is filled before its record can be read; the command still fails")
    kept = tmp_path / "kept.tar.gz"
    shutil.copy(kept_of_three, kept)
    repacked(kept, FAULTS[fault])
    done = empty.jiceng("restore", str(kept))
    assert done.returncode == 1, done.stdout
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert not (empty.folder / "jiceng.sqlite3").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".jiceng-")] == []


NO_BACKUPS = {"empty": b"", "text": b"no archive", "other gzip": gzip.compress(b"no archive either")}


@pytest.mark.parametrize("kind", NO_BACKUPS)
def test_what_is_no_backup_is_refused(empty, tmp_path, kind):
    (tmp_path / "other").write_bytes(NO_BACKUPS[kind])
    done = empty.jiceng("restore", str(tmp_path / "other"))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_a_member_outside_the_folder_is_refused(site, empty, tmp_path):
    kept = tmp_path / "kept.tar.gz"
    site.answer("backup", str(kept))
    with tarfile.open(kept) as old:
        members = [(member, old.extractfile(member).read()) for member in old]
    with tarfile.open(kept, "w:gz") as new:
        for member, content in [*members, (tarfile.TarInfo("../outside"), b"")]:
            new.addfile(member, io.BytesIO(content))
    done = empty.jiceng("restore", str(kept))
    assert done.returncode == 1
    assert not (tmp_path / "outside").exists()
