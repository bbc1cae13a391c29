"""Addresses of votes."""

from django.urls import path

from jiceng.meetings.views import ballots, polls, tellers

urlpatterns = [
    path("item/<int:pk>/prepare/", polls.poll_prepare, name="poll_prepare"),
    path("<int:pk>/", polls.poll, name="poll"),
    path("<int:pk>/live/", polls.poll_live, name="poll_live"),
    path("<int:pk>/options/", polls.poll_options, name="poll_options"),
    path("<int:pk>/tellers/", polls.poll_tellers, name="poll_tellers"),
    path("<int:pk>/exclude/", polls.poll_exclude, name="poll_exclude"),
    path("exclusion/<int:pk>/drop/", polls.poll_exclusion_drop, name="poll_exclusion_drop"),
    path("<int:pk>/proxy/", polls.poll_proxy, name="poll_proxy"),
    path("proxy/<int:pk>/drop/", polls.poll_proxy_drop, name="poll_proxy_drop"),
    path("<int:pk>/open/", polls.poll_open, name="poll_open"),
    path("<int:pk>/close/", polls.poll_close, name="poll_close"),
    path("<int:pk>/publish/", polls.poll_publish, name="poll_publish"),
    path("<int:pk>/void/", polls.poll_void, name="poll_void"),
    path("<int:pk>/run-off/", polls.poll_run_off, name="poll_run_off"),
    path("<int:pk>/paper/", polls.poll_paper, name="poll_paper"),
    path("<int:pk>/named/", polls.poll_named, name="poll_named"),
    path("<int:pk>/hands/", polls.poll_hands, name="poll_hands"),
    path("<int:pk>/ballot/", ballots.ballot, name="ballot"),
    path("<int:pk>/receipt/", ballots.ballot_receipt, name="ballot_receipt"),
    path("<int:pk>/recuse/", ballots.ballot_recuse, name="ballot_recuse"),
    path("<int:pk>/result/", ballots.poll_result, name="poll_result"),
    path("<int:pk>/teller/", tellers.teller, name="teller"),
    path("<int:pk>/teller/code/", tellers.teller_code, name="teller_code"),
    path("<int:pk>/teller/check/", tellers.teller_check, name="teller_check"),
    path("<int:pk>/teller/unlock/", tellers.teller_unlock, name="teller_unlock"),
    path("<int:pk>/teller/sheet/", tellers.teller_sheet, name="teller_sheet"),
]
