from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.models import Entry
from tanto.journal.verbs import lock
from tanto.people.models import Person
from tanto.web.refusals import Refused

LONGEST = 60


class SavedViews(models.QuerySet["SavedView"]):
    def seen_by(self, person: Person) -> "SavedViews":
        """Mine and the shared ones, in the order they were made."""
        kept = self.filter(removed_at__isnull=True)
        return kept.filter(Q(person=person) | Q(is_shared=True)).order_by("pk")


class SavedView(models.Model):
    """A filter of the list of cases under a name. A person's own convenience: what happens to it is journalled on the
    person. address: the filter as a query string, always in the same order; removed_at: gone from every list."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="saved_views")
    name = models.CharField(max_length=LONGEST)
    address = models.CharField(max_length=3000, blank=True)
    is_shared = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects = SavedViews.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="view_has_a_name", condition=~Q(name=""))]
        indexes = [
            models.Index(name="view_of_person", fields=["person"], condition=Q(removed_at__isnull=True)),
            models.Index(
                name="view_shared", fields=["id"], condition=Q(removed_at__isnull=True, is_shared=True)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    @transaction.atomic
    def keep(
        cls, person: Person, *, by: Actor, name: str, address: str, is_shared: bool = False
    ) -> "SavedView | None":
        """Keep this filter under a name; None when this press was taken before."""
        lock(person)
        if Entry.already(by.press):
            return None
        name = must_be_a_name(name)
        view = cls.objects.create(
            person=person, name=name, address=address, is_shared=is_shared, made_at=clocks.now()
        )
        person.record(
            "view_saved", by=by, at=clocks.now(), view=view, name=name, address=address, shared=is_shared
        )
        return view

    def may_change(self, person: Person) -> bool:
        """Who made it; a shared one also whoever keeps the house."""
        return person.pk == self.person_id or (self.is_shared and person.may_keep_house())

    @transaction.atomic
    def change(self, *, by: Actor, name: str, is_shared: bool) -> None:
        """Give it another name, share it, or keep it to oneself."""
        self.must_be_ours(by)
        if Entry.already(by.press) or (self.name, self.is_shared) == (must_be_a_name(name), is_shared):
            return
        self.name, self.is_shared = must_be_a_name(name), is_shared
        self.save(update_fields=["name", "is_shared"])
        self.person.record(
            "view_changed", by=by, at=clocks.now(), view=self, name=self.name, shared=is_shared
        )

    @transaction.atomic
    def remove(self, *, by: Actor) -> None:
        """Take it out of every list."""
        self.must_be_ours(by)
        if Entry.already(by.press) or self.removed_at is not None:
            return
        self.removed_at = clocks.now()
        self.save(update_fields=["removed_at"])
        self.person.record("view_removed", by=by, at=clocks.now(), view=self, name=self.name)

    def must_be_ours(self, by: Actor) -> None:
        lock(self.person)
        self.refresh_from_db(fields=["name", "is_shared", "removed_at"])
        person = Person.objects.filter(pk=by.person_id or 0).first()
        if person is None or not self.may_change(person):
            raise Refused(
                "view_of_another",
                _("This view was made by %(name)s.") % {"name": self.person.name()},
                _("Others rely on finding it as it is."),
                _("Open it, change the filter, and keep it under a name of your own."),
                status=409,
            )


def must_be_a_name(name: str) -> str:
    plain = " ".join(name.replace("\x00", "").split())
    if not plain or len(plain) > LONGEST:
        raise Refused(
            "view_has_a_name",
            _("A view needs a name of 1 to %(n)s letters.") % {"n": LONGEST},
            _("It stands as a link above the list."),
            _("Say in two or three words what it shows."),
            field="name",
        )
    return plain
