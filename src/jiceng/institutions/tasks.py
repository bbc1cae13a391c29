"""Work of the night and after changes: duties follow, reminders go out."""

from django_tasks import task

from jiceng.institutions.commands.duties import catch_up


@task()
def catch_up_with_record() -> None:
    """Duties follow what the record says changed."""
    catch_up()
