from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tanto.journal.actor import Actor
from tanto.journal.verbs import verb
from tanto.web.refusals import Refused

from .standing import Standing
from .tag import LONGEST, CaseTag, Tag, key_of, plain

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Tagging(Standing):
    """Words that colleagues put on a case to find it with others of its kind. Who may read the case may tag it."""

    case_tags: "RelatedManager[CaseTag]"

    class Meta(Standing.Meta):
        abstract = True

    @property
    def tags(self) -> list[Tag]:
        return [each.tag for each in self.case_tags.select_related("tag")]

    @verb
    def tag(self, *, by: Actor, name: str) -> None:
        """Put a tag on it; one that is new is made. A second time does nothing."""
        self.must_be_readable(by)
        must_be_a_tag(name)
        tag = Tag.make(name)
        if not self.case_tags.filter(tag=tag).exists():
            self.case_tags.create(tag=tag)
            self.record_now("tagged", by=by, tag=tag.name)

    @verb
    def untag(self, *, by: Actor, name: str) -> None:
        """Take a tag off. One that is not on it is off already."""
        self.must_be_readable(by)
        on_it = self.case_tags.filter(tag=Tag.named(name)).select_related("tag").first()
        if on_it is not None:
            on_it.delete()
            self.record_now("untagged", by=by, tag=on_it.tag.name)


def must_be_a_tag(name: str) -> None:
    if not key_of(name) or len(plain(name)) > LONGEST or len(key_of(name)) > 3 * LONGEST:
        raise Refused(
            "tag_has_a_name",
            _("A tag is a word of 1 to %(n)s letters.") % {"n": LONGEST},
            _("It is read at a glance in a list, and found again by its name."),
            _("Write one short word; what needs a sentence is a note."),
            field="name",
        )
