"""The catalogue as this house reads it."""

import re

from tanto.people.models import Person
from tanto.wording import catalogues
from tanto.wording.catalogues import Catalogue


def catalogue() -> Catalogue:
    """The shipped patterns with the names of the house's people in those that look for names."""
    return catalogues.shipped().changed({}, names_expression())


def names_expression() -> str:
    """Every name by which one of our people is called, for RE2."""
    columns = Person.objects.filter(left_at=None).values_list(
        "family_en", "given_en", "family_ja", "given_ja"
    )
    forms = {form for names in columns for form in names if len(form) > 1}
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
