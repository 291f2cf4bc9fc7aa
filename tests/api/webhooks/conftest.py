import pytest

from tanto.api.webhooks import courier
from tests.api.webhooks.receiver import Receiver


@pytest.fixture
def receiver(settings):
    """Somebody outside, on this machine; the setting lets us go there."""
    settings.HOOKS_MAY_REACH = ["127.0.0.0/8"]
    courier._served.clear()
    made = Receiver()
    yield made
    made.close()
