from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from tanto.people.templatetags.seal import seal
from tanto.recovery.models import Case

from ..cases import row

register = template.Library()


@register.simple_tag(takes_context=True)
def case_rows(context: Context) -> SafeString:
    """All rows of a page of the list; the seal of an owner is drawn once."""
    seals: dict[int, SafeString] = {}

    def owner_seal(case: Case) -> SafeString:
        if case.owner_id not in seals:
            seals[case.owner_id] = render_to_string("people/seal.html", seal(context, case.owner, "duty"))
        return seals[case.owner_id]

    page, now, chosen = context["page"], context["now"], context["chosen"]
    rows = (row.drawn(each, page.terms, now, chosen, owner_seal) for each in page.rows)
    return mark_safe("".join(rows))  # noqa: S308 - each row is escaped where it is drawn
