"""Addresses of duties, work records, calendars and reminders."""

from django.urls import path

from jiceng.institutions.views import calendars, duties, editing, library, work

urlpatterns = [
    path("institutions/", library.institutions, name="institutions"),
    path("institutions/new/", editing.institution_new, name="institution_new"),
    path("institutions/check/", editing.edition_check, name="edition_check"),
    path("institutions/editions/<int:pk>/", library.edition, name="edition"),
    path("institutions/editions/<int:pk>/file/", library.edition_file, name="edition_file"),
    path("institutions/drafts/<int:pk>/", editing.edition_draft, name="edition_draft"),
    path("institutions/drafts/<int:pk>/text/", editing.edition_text, name="edition_text"),
    path("institutions/drafts/<int:pk>/obligation/", editing.edition_obligation, name="edition_obligation"),
    path("institutions/drafts/<int:pk>/publish/", editing.edition_publish, name="edition_publish"),
    path("institutions/drafts/<int:pk>/withdraw/", editing.edition_withdraw, name="edition_withdraw"),
    path("institutions/<slug:slug>/", library.institution, name="institution"),
    path("institutions/<slug:slug>/history/", library.institution_history, name="institution_history"),
    path("institutions/<slug:slug>/compare/", library.institution_compare, name="institution_compare"),
    path("institutions/<slug:slug>/revise/", editing.institution_revise, name="institution_revise"),
    path("duties/", duties.duties, name="duties"),
    path("duties/board/", duties.duty_board, name="duty_board"),
    path("duties/calendar/", calendars.duty_calendar, name="duty_calendar"),
    path("duties/units/<int:pk>/", duties.unit_year, name="unit_year"),
    path("duties/units/<int:pk>/wrong/", duties.unit_wrong, name="unit_wrong"),
    path("duties/<int:pk>/", duties.duty, name="duty"),
    path("duties/<int:pk>/waive/", duties.duty_waive, name="duty_waive"),
    path("duties/<int:pk>/owed/", duties.duty_owed_again, name="duty_owed_again"),
    path("work-records/new/", work.work_record_new, name="work_record_new"),
    path("work-records/units/<int:pk>/", work.happenings, name="happenings"),
    path("work-records/units/<int:pk>/<str:kind>/", work.event_record_new, name="event_record_new"),
    path("work-records/<int:pk>/", work.work_record, name="work_record"),
    path("work-records/<int:pk>/annul/", work.work_record_annul, name="work_record_annul"),
    path("notices/", calendars.notices, name="notices"),
    path("notices/read/", calendars.notices_read, name="notices_read"),
    path("notices/mail/", calendars.notices_mail, name="notices_mail"),
    path("notices/calendar/open/", calendars.feed_open, name="feed_open"),
    path("notices/calendar/revoke/", calendars.feed_revoke, name="feed_revoke"),
    path("calendar/<str:secret>.ics", calendars.calendar_feed, name="calendar_feed"),
]
