from django.urls import path

from . import views

urlpatterns = [
    path("mail/", views.mailboxes, name="mailboxes"),
    path("mail/standing/", views.standing_of_mail, name="mail_standing"),
    path("mail/mine/", views.mine, name="mail_mine"),
    path("mail/new/", views.mailbox, name="mailbox_new"),
    path("mail/<int:pk>/", views.mailbox, name="mailbox"),
    path("mail/<int:pk>/reading/", views.switch, name="mailbox_switch"),
    path("mail/<int:pk>/try/", views.try_now, name="mailbox_try"),
    path("mail/arrivals/<int:pk>/", views.left_alone, name="arrival"),
    path("mail/arrivals/<int:pk>/case/", views.make_case, name="arrival_case"),
    path("mail/arrivals/<int:pk>/source/", views.source_left_alone, name="arrival_source"),
    path("cases/<slug:number>/mails/", views.mails, name="mails"),
    path("cases/<slug:number>/mails/<int:pk>/", views.one_mail, name="mail"),
    path("cases/<slug:number>/mails/<int:pk>/pictures/<int:place>/", views.picture, name="mail_picture"),
    path("cases/<slug:number>/mails/<int:pk>/source/", views.source, name="mail_source"),
]
