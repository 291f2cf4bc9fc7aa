from django.urls import path

from .views import carrying, checking, missed, reading, texts, writing

urlpatterns = [
    path("check/", reading.check, name="check"),
    path("check/live/", checking.live, name="check_live"),
    path("phrasebook/", reading.book, name="phrasebook"),
    path("phrasebook/new/", writing.new, name="phrase_new"),
    path("phrasebook/missed/", missed.missed, name="missed"),
    path("phrasebook/missed/new/", missed.tell, name="missed_new"),
    path("phrasebook/missed/<int:pk>/drop/", missed.drop, name="missed_drop"),
    path("phrasebook/missed/<int:pk>/into/", missed.into, name="missed_into"),
    path("phrasebook/changes/", carrying.changes, name="phrase_changes"),
    path("phrasebook/changes/<slug:kind>/", carrying.file, name="phrase_changes_file"),
    path("phrasebook/<slug:code>/", reading.phrase, name="phrase"),
    path("phrasebook/<slug:code>/trial/", reading.trying, name="phrase_try"),
    path("phrasebook/<slug:code>/entry/", writing.change, name="phrase_change"),
    path("phrasebook/<slug:code>/switch/", writing.switch, name="phrase_switch"),
    path("phrasebook/<slug:code>/shipped/", writing.shipped, name="phrase_shipped"),
    path("phrasebook/<slug:code>/drop/", writing.drop, name="phrase_drop"),
    path("texts/", texts.texts_page, name="texts"),
    path("texts/<slug:name>/", texts.text, name="text"),
    path("texts/<slug:name>/reading/", texts.text_reading, name="text_reading"),
    path("texts/<slug:name>/shipped/", texts.text_shipped, name="text_shipped"),
    path("texts/<slug:name>/versions/<int:number>/", texts.text_version, name="text_version"),
]
