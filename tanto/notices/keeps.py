"""What this room keeps of a contact: letters to her address, and where letters go into a folder, their files."""

import datetime as dt
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext

from tanto.journal.masking import Keeps

from .models import Letter


def letters_on_their_way(pk: int) -> list[str]:
    waiting = Letter.objects.filter(contact=pk, state__in=[Letter.WAITING, Letter.SENDING]).exists()
    return [gettext("A letter to her is still on its way.")] if waiting else []


def forget_letters(pk: int, at: dt.datetime) -> None:
    forget_all(Letter.objects.filter(contact=pk))


def forget_colleagues(pk: int, at: dt.datetime) -> None:
    forget_all(Letter.objects.filter(person=pk))


def forget_all(letters: QuerySet[Letter]) -> None:
    for message_id in letters.values_list("message_id", flat=True):
        file_of(message_id).unlink(missing_ok=True)
    letters.update(address="", trouble="")


def file_of(message_id: str) -> Path:
    """Where `into_folder` of post.py put it."""
    return Path(settings.MAIL_FOLDER) / f"{sha256(message_id.encode()).hexdigest()[:24]}.eml"


CONTACT = Keeps(holds=letters_on_their_way, forget=forget_letters)
PERSON = Keeps(forget=forget_colleagues)
