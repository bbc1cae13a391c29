"""What the processes of the load test of votes do: build an open vote with its voters, count it at the end."""

import json
import os
from pathlib import Path

VOTERS = int(os.environ.get("JICENG_VOTERS", "1000"))
VOICES = ("yes", "no", "abstain")


def book() -> Path:
    """What a test needs to know beside the database: cookies of the voters, codes of the tellers."""
    return Path(os.environ["JICENG_DATA"]) / "load.json"


def build() -> None:
    """An open secret vote of a residents' meeting, everybody there and signed in on a phone."""
    from django.conf import settings
    from django.test import Client, override_settings

    from jiceng.meetings.commands import votes as commands
    from tests.meetings.vote_place import Place

    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        place = Place(VOTERS, kind="residents")
    poll = place.prepare()
    codes = place.tellers(poll)
    commands.open_poll(by=None, poll=poll)
    voters = []
    for entry, account in zip(place.entries, place.accounts, strict=True):
        client = Client()
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        voters.append([entry.pk, client.cookies[settings.SESSION_COOKIE_NAME].value])
    book().write_text(json.dumps({"poll": poll.pk, "voters": voters, "codes": codes}))


def bare_inserts() -> float:
    """Rows a second of the same database when each is one insert in a transaction of its own."""
    import time

    from django.db import transaction

    from jiceng.meetings.models import Poll, SealedBallot

    poll, content = Poll.objects.get(), bytes(300)
    begun = time.monotonic()
    for _one in range(VOTERS):
        with transaction.atomic():
            SealedBallot.objects.create(poll=poll, content=content)
    seconds = time.monotonic() - begun
    SealedBallot.objects.filter(taken=None).delete()
    return VOTERS / seconds


def finish() -> dict:
    """Close, unlock, count; what came out."""
    from jiceng.kernel.models import Entry
    from jiceng.kernel.record import verify
    from jiceng.meetings.commands import votes as commands
    from jiceng.meetings.models import Poll, RollEntry, VoteTaken
    from jiceng.meetings.queries.votes.results import count, recount
    from jiceng.people.models import Account

    known = json.loads(book().read_text())
    poll = Poll.objects.get(pk=known["poll"])
    taken = VoteTaken.objects.filter(poll=poll).count()
    sealed = poll.sealed.count()
    commands.close_poll(by=None, poll=poll)
    for teller in poll.tellers.order_by("number"):
        account = Account.objects.get(person=teller.person_id)
        commands.unlock(by=account, poll=poll, code=known["codes"][str(teller.number)])
    poll.refresh_from_db()
    codes = set(poll.receipts.values_list("code", flat=True))
    return {
        "state": poll.state,
        "taken": taken,
        "sealed": sealed,
        "lines": count(poll).lines,
        "receipts": len(codes),
        "receipts_match": codes == set(poll.taken.values_list("receipt", flat=True)),
        "recount": recount(poll).ok,
        "roll": RollEntry.objects.count(),
        "chain": verify().ok,
        "first_votes": Entry.objects.filter(verb="meetings.cast_ballot").count(),
    }
