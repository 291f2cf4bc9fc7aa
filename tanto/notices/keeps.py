"""What this room keeps of a contact: letters to her address, and where letters go into a folder, their files."""

import datetime as dt
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext

from tanto.journal.masking import Keeps

from .models import Letter


def letters_on_their_way(pk: int) -> list[str]:
    waiting = Letter.objects.filter(contact=pk, state__in=[Letter.WAITING, Letter.SENDING]).exists()
    return [gettext("A letter to her is still on its way.")] if waiting else []


def forget_letters(pk: int, at: dt.datetime) -> None:
    letters = Letter.objects.filter(contact=pk)
    for message_id in letters.values_list("message_id", flat=True):
        file_of(message_id).unlink(missing_ok=True)
    letters.update(address="", trouble="")


def file_of(message_id: str) -> Path:
    """Where `into_folder` of post.py put it."""
    return Path(settings.MAIL_FOLDER) / f"{sha256(message_id.encode()).hexdigest()[:24]}.eml"


CONTACT = Keeps(holds=letters_on_their_way, forget=forget_letters)
