"""The house with the demo's doors, which stand only where TANTO_DEMO is set."""

from tanto.demo import urls as doors
from tanto.urls import handler404, handler500, urlpatterns  # noqa: F401

urlpatterns = [*doors.urlpatterns, *(p for p in urlpatterns if p not in doors.urlpatterns)]
