from django.urls import path

from . import telling, views

PAGE = "c/<slug:token>/"

urlpatterns = [
    path("tell/", telling.tell, name="tell"),
    path(PAGE, views.page, name="her_page"),
    path(f"{PAGE}answer/", views.answer, name="her_answer"),
    path(f"{PAGE}words/", views.words, name="her_words"),
    path(f"{PAGE}call/", views.call, name="her_call"),
    path(f"{PAGE}where/", views.where, name="her_chase"),
    path(f"{PAGE}drop/", views.drop, name="her_drop"),
    path(f"{PAGE}issues/<int:issue>/", views.take_back, name="her_issue"),
    path(f"{PAGE}files/", views.files, name="her_files"),
    path(f"{PAGE}files/<int:pk>/", views.file, name="her_file"),
    path(f"{PAGE}again/", views.again, name="her_link_again"),
    path(f"{PAGE}end/", views.end, name="her_end"),
]
