from django.urls import path

from . import views

urlpatterns = [
    path("house/hooks/", views.hooks, name="hooks"),
    path("house/hooks/standing/", views.standing, name="hooks_standing"),
    path("house/hooks/new/", views.new, name="hook_new"),
    path("house/hooks/<int:pk>/", views.hook, name="hook"),
    path("house/hooks/<int:pk>/entry/", views.entry, name="hook_entry"),
    path("house/hooks/<int:pk>/secret/", views.secret, name="hook_secret"),
    path("house/hooks/<int:pk>/switch/", views.switch, name="hook_switch"),
    path("house/hooks/<int:pk>/test/", views.test, name="hook_test"),
    path("house/hooks/<int:pk>/again/", views.replay_failed, name="hook_again"),
    path("house/hooks/<int:pk>/messages/<int:delivery>/again/", views.replay, name="hook_replay"),
]
