from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from tanto.clocks.models import Calendar
from tanto.journal.actor import system

from .models import Firm, Person, Section


@transaction.atomic
def begin_house(*, firm: str, family: str, given: str, email: str, password: str, language: str) -> str:
    """The firm, its calendar, a first section and its first person; says what to do next. Refused when somebody
    lives here already."""
    if Person.objects.exists():
        return "Somebody lives here already. Sign in and enter others under People."
    try:
        validate_password(password)
    except ValidationError as error:
        raise SystemExit(" ".join(error.messages)) from error
    by = system("cli")
    Firm.objects.create(name_en=firm, name_ja=firm)
    Calendar.company()
    person = Person.join(
        by=by,
        password=password,
        email=email,
        family_en=family,
        given_en=given,
        language=language,
        is_executive=True,
        is_administrator=True,
    )
    section = Section.open(by=by, name_en="Management", name_ja="経営", boss=person)
    person.change(by=by, section=section)
    return f"Welcome, {person.name('en')}. Run `tanto serve`, sign in with {person.email}, and enter your people."
