"""Work of the night and after changes: duties follow, reminders go out."""

from django_tasks import task

from jiceng.institutions.commands.assessing import assess
from jiceng.institutions.commands.duties import catch_up
from jiceng.institutions.commands.notices import remind, send_mails
from jiceng.institutions.enums import Way


@task()
def catch_up_with_record() -> None:
    """Duties follow what the record says changed; who is to hear of a new one, hears of it now."""
    catch_up()
    remind()
    send_mails(way=Way.AT_ONCE)


@task()
def every_night() -> None:
    """A new day: the window moves on, what the site works out by itself is kept, reminders are made, mail goes out."""
    catch_up()
    assess()
    remind()
    send_mails(way=Way.AT_ONCE)
    send_mails(way=Way.DIGEST)
