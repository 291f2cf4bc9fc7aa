from django.urls import path

from .views import checking

urlpatterns = [path("check/live/", checking.live, name="check_live")]
