from django.urls import path

from jiceng.documents import views

urlpatterns = [
    path("", views.documents, name="documents"),
    path("in-force/", views.documents_in_force, name="documents_in_force"),
    path("filing/", views.documents_filing, name="documents_filing"),
    path("series/", views.document_series, name="document_series"),
    path("new/<int:pk>/", views.document_draft, name="document_draft"),
    path("<int:pk>/", views.document, name="document"),
    path("<int:pk>/revise/", views.document_revise, name="document_revise"),
    path("<int:pk>/versions/", views.document_versions, name="document_versions"),
    path("<int:pk>/pdf/", views.document_pdf, name="document_pdf"),
    path("<int:pk>/docx/", views.document_docx, name="document_docx"),
    path("<int:pk>/picture/<int:page>/", views.document_picture, name="document_picture"),
    path("<int:pk>/submit/", views.document_submit, name="document_submit"),
    path("<int:pk>/review/", views.document_review, name="document_review"),
    path("<int:pk>/sign/", views.document_sign, name="document_sign"),
    path("<int:pk>/return/", views.document_return, name="document_return"),
    path("<int:pk>/withdraw/", views.document_withdraw, name="document_withdraw"),
    path("<int:pk>/issue/", views.document_issue, name="document_issue"),
    path("<int:pk>/end/", views.document_end, name="document_end"),
    path("<int:pk>/file/", views.document_file, name="document_file"),
    path("countersignature/<int:pk>/agree/", views.countersignature_agree, name="countersignature_agree"),
    path("recipient/<int:pk>/receive/", views.recipient_receive, name="recipient_receive"),
    path("verify/<slug:mark>/", views.document_verify, name="document_verify"),
]
