from collections.abc import Sequence

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from ..search import lighting
from ..search.tokens import Term

register = template.Library()


@register.simple_tag
def lit(text: object, terms: Sequence[Term]) -> SafeString:
    """A name with what was searched for lit in it."""
    return lighting.lit(str(text), terms) if terms else conditional_escape(str(text))
