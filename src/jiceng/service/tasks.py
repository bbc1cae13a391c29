"""Work of the night: contact data whose purpose has ended are erased."""

from django_tasks import task

from jiceng.service.commands.forgetting import erase_contacts


@task()
def forget_contacts_due() -> None:
    erase_contacts()
