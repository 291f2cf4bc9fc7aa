"""Takes our people's names out of what the record lends to a paper: who did something is no part of what happened (INV-21)."""

import re

from django.utils.functional import cached_property
from django.utils.translation import gettext

from tanto.people.models import Person
from tanto.wording.naming import patterns


class Unnamed:
    """Puts "our colleague" where one of us is named."""

    @cached_property
    def names(self) -> list[re.Pattern[str]]:
        return [pattern for person in Person.objects.here() for pattern in patterns(person.name_forms)]

    def __call__(self, text: str) -> str:
        for name in self.names:
            text = name.sub(gettext("our colleague"), text)
        return text
