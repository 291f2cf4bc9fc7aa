from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "tanto.home"
    label = "home"

    def ready(self) -> None:
        from tanto.journal import events

        from .events import EVENTS
        from .following import follow

        events.declare(EVENTS)
        events.follow_all(follow)
