from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "tanto.home"
    label = "home"

    def ready(self) -> None:
        from tanto.notices.lists import LISTS

        from .lists import DAY_LISTS

        LISTS.update(DAY_LISTS)
