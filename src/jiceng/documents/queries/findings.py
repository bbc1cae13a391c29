"""What stands against the newest version of a document."""

from jiceng.documents.checks import Draft, Findings, judge
from jiceng.documents.enums import Part
from jiceng.documents.models import Document


def findings(document: Document) -> Findings:
    version = document.current
    return judge(
        Draft(
            kind=document.kind,
            title=document.title,
            text=version.text,
            attachments=tuple(version.attachments.values_list("title", "text")),
            main=tuple(document.recipients.filter(part=Part.MAIN).values_list("name", flat=True)),
            special_task=document.special_task,
            length_reason=document.length_reason,
        )
    )
