from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "tanto.api.webhooks"
    label = "webhooks"

    def ready(self) -> None:
        from tanto.journal import events
        from tanto.web.counting import REQUESTS
        from tanto.web.worries import WORRIES

        from .events import EVENTS
        from .figures import Hooks
        from .following import follow
        from .models import Hook

        events.declare(EVENTS)
        events.know(Hook, address=lambda facts: f"/house/hooks/{facts['hook']}/")
        events.follow_all(follow)
        REQUESTS.register(Hooks())
        WORRIES.append(lambda now: Hook.objects.filter(off_why=Hook.FAILING))
