"""Reminders leave by mail: spoken to a real server over the network, at once or once a day, each reminder once."""

import socketserver
import threading
from datetime import date
from email import message_from_bytes, policy

import pytest

from jiceng.institutions.commands.notices import remind, send_mails, wish_mail
from jiceng.institutions.models import Notice
from jiceng.kernel.pages import today
from tests.factories import make_account_with_post, make_branch, make_organisation
from tests.institutions.factories import make_obligation, work_out

pytestmark = pytest.mark.django_db


class Talk(socketserver.StreamRequestHandler):
    """One conversation of SMTP (RFC 5321): enough for a letter, and for a refusal of the recipient."""

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())

    def handle(self) -> None:
        self.say("220 post ready")
        while line := self.rfile.readline().decode().strip():
            verb = line.split(" ")[0].upper()
            if verb == "QUIT":
                self.say("221 bye")
                return
            if verb == "RCPT" and self.server.refuses:
                self.say("550 no such box")
            elif verb == "DATA":
                self.say("354 go on")
                self.server.letters.append(message_from_bytes(self.body(), policy=policy.default))
                self.say("250 taken")
            else:
                self.say("250 fine")

    def body(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(lines)


class Post(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.letters, self.refuses = [], False


@pytest.fixture
def post(settings):
    """The site's mail goes to this server."""
    settings.SITE = "https://jiceng.example"
    with Post() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield server
        server.shutdown()


@pytest.fixture
def secretary():
    """Two duties of the year, of which one is to be reminded today."""
    branch = make_branch(make_organisation())
    account = make_account_with_post(branch)
    make_obligation(rhythm="year", title="开展谈心谈话", reminders=[400])
    make_obligation(rhythm="year", title="公布任务清单", reminders=[400])
    work_out(today(), since=date(today().year, 1, 1))
    return account


@pytest.mark.parametrize("way", ["at_once", "digest"])
def test_a_letter_reaches_the_server_and_each_reminder_goes_once(post, secretary, way):
    wish_mail(by=secretary, way=way, address="shuji@example.cn")
    assert remind(on=today()) == 2
    other = "digest" if way == "at_once" else "at_once"
    assert send_mails(way=other) == 0
    assert send_mails(way=way) == 1
    assert send_mails(way=way) == 0
    (letter,) = post.letters
    assert letter["To"] == "shuji@example.cn"
    assert "2件" in letter["Subject"]
    text = letter.get_content()
    assert "开展谈心谈话" in text
    assert "公布任务清单" in text
    assert "https://jiceng.example/duties/" in text
    assert secretary.person.name not in text


def test_what_the_server_refuses_waits_for_the_next_time(post, secretary):
    wish_mail(by=secretary, way="digest", address="niemand@example.cn")
    remind(on=today())
    post.refuses = True
    assert send_mails(way="digest") == 0
    assert Notice.objects.filter(mailed_at__isnull=True).count() == 2
    post.refuses = False
    assert send_mails(way="digest") == 1
    assert Notice.objects.filter(mailed_at__isnull=True).count() == 0
    assert len(post.letters) == 1


def test_who_wants_no_mail_gets_none(post, secretary):
    remind(on=today())
    assert send_mails(way="digest") == send_mails(way="at_once") == 0
    assert post.letters == []
