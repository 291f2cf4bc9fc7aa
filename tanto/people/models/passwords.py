from typing import TYPE_CHECKING

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tanto.web.refusals import Refused

if TYPE_CHECKING:
    from .person import Person


def must_be_strong(password: str, person: "Person | None" = None) -> None:
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Refused(
            "password_weak",
            " ".join(error.messages),
            _("Behind it lie the words of your customers."),
            _("Choose a longer one, say three words that do not belong together."),
            field="password",
        ) from error
