"""Addresses that are read from their module when somebody first asks for one of them."""

from django.urls import URLResolver
from django.urls.resolvers import RoutePattern


class LateAddresses(URLResolver):
    """Like include(), but the module, and what it weighs, is imported at the first request and not at the start.
    `reverse("api:…")` finds them too; `reverse` of a page does not wake them."""

    def __init__(self, route: str, module: str, *, namespace: str) -> None:
        super().__init__(RoutePattern(route), module, {}, app_name=namespace, namespace=namespace)

    def _populate(self) -> None:
        """Names of this namespace are looked up in it, by a resolver made for that; here none is gathered."""
