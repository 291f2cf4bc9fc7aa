from django.urls import path

from . import views

urlpatterns = [path("demo/<slug:who>/", views.enter, name="demo_enter")]
