"""Work of the night: matters whose day has passed turn red."""

from django_tasks import task

from jiceng.responsibility.commands.supervising import note_reds


@task()
def watch_matters() -> None:
    """A red is a fact of its day: kept once for each day that passed without a report."""
    note_reds()
