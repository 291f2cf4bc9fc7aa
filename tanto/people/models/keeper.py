from django.utils.translation import gettext_lazy as _

from tanto.journal.actor import Actor
from tanto.web.refusals import Refused


def must_keep_house(by: Actor) -> None:
    from .person import Person

    person = Person.objects.filter(pk=by.person_id or 0).first()
    if by.kind != "system" and (person is None or not person.may_keep_house()):
        raise Refused(
            "not_the_keeper",
            _("Only whoever keeps the house changes this."),
            _("What holds for everybody must not change with whoever opens the page."),
            _("Ask whoever keeps the house."),
            status=409,
        )
