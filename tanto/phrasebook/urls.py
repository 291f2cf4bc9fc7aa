from django.urls import path

from .views import texts

urlpatterns = [
    path("texts/", texts.texts_page, name="texts"),
    path("texts/<slug:name>/", texts.text, name="text"),
    path("texts/<slug:name>/reading/", texts.text_reading, name="text_reading"),
    path("texts/<slug:name>/shipped/", texts.text_shipped, name="text_shipped"),
    path("texts/<slug:name>/versions/<int:number>/", texts.text_version, name="text_version"),
]
