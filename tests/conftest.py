import os
import tempfile

os.environ.setdefault("TANTO_DATA_DIR", tempfile.mkdtemp(prefix="tanto-tests-"))
os.environ["TANTO_DEMO"] = "1"  # the demo's doors exist and are tested; nothing is loaded by it

import pytest
from django.conf import settings as django_settings
from django.utils import timezone, translation

from tanto.clocks.models import timing
from tanto.people.models import firm
from tests.cast import Cast, make_cast


@pytest.fixture(autouse=True)
def fast_and_private(settings, tmp_path):
    timing.drop()
    timezone.deactivate()
    translation.activate("en")
    firm._kept = None
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.DATA_DIR = tmp_path
    settings.TAKE_BACK = 0  # tests of the twenty seconds set them
    settings.MAIL_FOLDER = tmp_path / "letters"
    settings.FILES_FOLDER = tmp_path / "files"
    settings.EXPORTS_FOLDER = tmp_path / "exports"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@pytest.fixture
def cast(db) -> Cast:
    return make_cast()


def pytest_configure(config):
    engine = django_settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]
    print(f"database: {engine}")
