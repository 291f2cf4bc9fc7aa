from django.conf import settings
from django.urls import include, path

rooms = [
    "api",
    "web",
    "people",
    "phrasebook",
    "clients",
    "home",
    "mail",
    "recovery",
    "portal",
    "insights",
    "api.webhooks",
]  # cases/bulk/ is no number
if settings.DEMO:
    rooms.append("demo")

urlpatterns = [path("", include(f"tanto.{room}.urls")) for room in rooms]

handler404 = "tanto.web.views.not_found"
handler500 = "tanto.web.views.server_error"
