"""Work of the night: applicants whose term is over are nobody any more."""

from django_tasks import task

from jiceng.cadres.commands.recruitment import forget_due


@task()
def forget_applicants_due() -> None:
    """Every ended round whose term for personal data is over."""
    forget_due()
