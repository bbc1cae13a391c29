"""The only writers of official documents."""

from jiceng.documents.commands.drafting import Addressee, Words, draft, open_series, revise
from jiceng.documents.commands.ending import file, repeal, replace
from jiceng.documents.commands.issuing import issue, receive
from jiceng.documents.commands.way import agree, review, send_back, sign, submit, withdraw
from jiceng.organisations.commands import ImpossibleError

__all__ = [
    "Addressee",
    "ImpossibleError",
    "Words",
    "agree",
    "draft",
    "file",
    "issue",
    "open_series",
    "receive",
    "repeal",
    "replace",
    "review",
    "revise",
    "send_back",
    "sign",
    "submit",
    "withdraw",
]
