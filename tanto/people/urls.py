from allauth.account import views as account
from django.urls import path

from . import views

urlpatterns = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-in/closed/", account.account_inactive, name="account_inactive"),
    path("sign-out/", account.logout, name="account_logout"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("me/", views.me, name="me"),
    path("people/", views.people, name="people"),
    path("people/new/", views.person, name="person_new"),
    path("people/<int:pk>/", views.person, name="person"),
    path("me/absence/", views.absence, name="my_absence"),
    path("me/absence/end/", views.back, name="my_return"),
    path("people/<int:pk>/absence/", views.absence, name="absence"),
    path("people/<int:pk>/absence/end/", views.back, name="return"),
    path("people/<int:pk>/leaving/", views.leaving, name="leaving"),
    path("sections/new/", views.section, name="section_new"),
    path("sections/<int:pk>/", views.section, name="section"),
]
