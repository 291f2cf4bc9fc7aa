"""What TANTO_MAIL may say: a folder (nothing), a mail server, or one of the services that django-anymail speaks with. Read by the settings,
so nothing heavy is imported here."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

SERVERS = ("smtp", "smtps")
OPTIONS = {"api_url", "message_stream", "subaccount", "region", "sandbox_id"}


@dataclass(frozen=True)
class Service:
    """key, secret, host: what the library calls the parts of `service://key:secret@host`."""

    key: str = "api_key"
    secret: str = ""
    host: str = ""


SERVICES = {
    "brevo": Service(),
    "mailersend": Service("api_token"),
    "mailgun": Service(host="sender_domain"),
    "mailjet": Service("api_key", "secret_key"),
    "mailtrap": Service("api_token"),
    "mandrill": Service(),
    "postal": Service(),
    "postmark": Service("server_token"),
    "resend": Service(),
    "scaleway": Service("secret_key", host="project_id"),
    "sparkpost": Service(),
    "unisender-go": Service(),
}


def checked(address: str) -> str:
    """The address as it is, or ValueError that says what is wrong with it; what stands in it is not shown, it is a secret."""
    scheme = urlsplit(address).scheme
    if address and scheme not in (*SERVERS, *SERVICES):
        known = ", ".join([*SERVERS, *SERVICES])
        raise ValueError(f"TANTO_MAIL begins with {scheme}://, which is not known. Known are: {known}.")
    if scheme in SERVICES:
        options_of(address)
    return address


def options_of(address: str) -> dict[str, str]:
    """What the library is told: the parts of the address, and the options after its question mark."""
    parts, service = urlsplit(address), SERVICES[urlsplit(address).scheme]
    said = ((service.key, parts.username), (service.secret, parts.password), (service.host, parts.hostname))
    needed = {name: unquote(value or "") for name, value in said if name}
    more = dict(parse_qsl(parts.query, keep_blank_values=True))
    if missing := sorted(name for name, value in needed.items() if not value):
        raise ValueError(f"TANTO_MAIL={parts.scheme}://… lacks: {', '.join(missing)}.")
    if strange := sorted(set(more) - OPTIONS):
        known = ", ".join(sorted(OPTIONS))
        raise ValueError(
            f"TANTO_MAIL={parts.scheme}://… does not know {', '.join(strange)}; it knows {known}."
        )
    return needed | more
