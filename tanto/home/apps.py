from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "tanto.home"
    label = "home"

    def ready(self) -> None:
        from tanto.notices.lists import LISTS

        from .lists import DAY_LISTS

        LISTS.update(DAY_LISTS)
        from tanto.journal import events

        from .events import EVENTS
        from .following import follow

        events.declare(EVENTS)
        events.follow_all(follow)
