from django.urls import path

from . import views

PAGE = "c/<slug:token>/"

urlpatterns = [
    path(PAGE, views.page, name="her_page"),
    path(f"{PAGE}answer/", views.answer, name="her_answer"),
    path(f"{PAGE}words/", views.words, name="her_words"),
    path(f"{PAGE}call/", views.call, name="her_call"),
    path(f"{PAGE}end/", views.end, name="her_end"),
]
