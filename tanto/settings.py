"""One file, few switches. Every TANTO_… variable is described in docs/install.md (a test holds it)."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext_lazy as _

from tanto.notices.mail_way import checked
from tanto.web.logs import logs

HERE = Path(__file__).resolve().parent
DATA_DIR = Path(os.environ.get("TANTO_DATA_DIR", "var")).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)


def kept_secret(path: Path) -> str:
    """The key of this installation: made once, readable by its owner only, part of the backup. Of two processes that begin at the
    same moment one makes it, whole before it has its name."""
    if not path.exists():
        part = path.with_name(f".{path.name}.{os.getpid()}")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
        with suppress(FileExistsError):
            os.link(part, path)
        part.unlink()
    return path.read_text("ascii").strip()


SECRET_KEY = os.environ.get("TANTO_SECRET_KEY") or kept_secret(DATA_DIR / "secret.key")
DEBUG = False
DEMO = os.environ.get("TANTO_DEMO", "") == "1"
URL = os.environ.get("TANTO_URL", "http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = [urlsplit(URL).hostname or "localhost", "localhost", "127.0.0.1"]
CSRF_TRUSTED_ORIGINS = [URL]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = URL.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SESSION_COOKIE_SECURE else None
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_ENGINE = "tanto.people.signing.sessions"
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]  # asked by machines beside it, without the proxy
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if SESSION_COOKIE_SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = (
    False  # the rest of the firm's domain is not ours to decide
)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
CSRF_FAILURE_VIEW = "tanto.web.views.pressed_stale"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

INSTALLED_APPS = [
    "tanto.web",
    "tanto.journal",
    "tanto.clocks",
    "tanto.files",
    "tanto.jobs",
    "tanto.people",
    "tanto.phrasebook",
    "tanto.clients",
    "tanto.notices",
    "tanto.recovery",
    "tanto.home",
    "tanto.api.webhooks",
    "tanto.mail",
    "tanto.portal",
    "tanto.insights",
    "tanto.api",
    "tanto.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
]

MIDDLEWARE = [
    "tanto.web.request_line.RequestLine",
    "tanto.api.road.ShortRoad",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "tanto.web.middleware.not_endless",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tanto.people.middleware.own_language",
    "tanto.people.middleware.office_wall",
    "tanto.people.middleware.strangers_find_nothing",
    "tanto.people.middleware.second_step_first",
    "tanto.web.middleware.Refusals",
]

ROOT_URLCONF = "tanto.urls"
WSGI_APPLICATION = "tanto.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            ["django.template.loaders.app_directories.Loader"],
                        )
                    ],
                )
            ],
            "builtins": [
                "template_partials.templatetags.partials",
                "tanto.web.templatetags.page",
                "tanto.clocks.templatetags.clock",
                "tanto.people.templatetags.seal",
                "tanto.recovery.templatetags.rail",
                "tanto.home.templatetags.cases",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tanto.home.context.frame",
            ],
        },
    }
]


def database(address: str) -> dict[str, object]:
    """SQLite in the data folder, or the PostgreSQL that `postgresql://user:password@host:port/name` names."""
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_DIR / "tanto.sqlite3",
            "TEST": {"NAME": str(DATA_DIR / "test.sqlite3")},  # a file, as in life: two may press at once
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 10,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
                # a batch of a thousand rows fits in memory and is not copied into the file at once
                "PRAGMA cache_size=-16000; PRAGMA wal_autocheckpoint=8000;",
            },
        }
    parts = urlsplit(address)
    if parts.scheme not in ("postgresql", "postgres"):
        raise ValueError(f"DATABASE_URL must start with postgresql://, not {parts.scheme}://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # compiling a query takes longer than any of our pages
        "OPTIONS": {"options": "-c jit=off"},
    }


DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "web_cache",
        # the counts of tries lie here: nobody washes them out by making others
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

# Who may come in
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["tanto.people.signing.Signing"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "tanto.people.signing.adapters.ClosedHouse"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 60 * 10
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TANTO_PROXIES", "1" if URL.startswith("https://") else "0"))
MFA_ADAPTER = "tanto.people.signing.adapters.Keys"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "tanto.people.signing.forms.AuthenticateOnce",
    "reauthenticate": "tanto.people.signing.forms.ReauthenticateOnce",
}
MFA_TOTP_TOLERANCE = 1  # half a minute early or late: telephones go wrong
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = URL.startswith("http://localhost")  # browsers allow passkeys there alone

# Words and hours
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ja", _("Japanese"))]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = os.environ.get("TANTO_TIME_ZONE", "Asia/Tokyo")

# Letters: a folder, or smtp://user:password@host:587 (STARTTLS) or smtps://…:465, or a service as mailgun://key@domain
MAIL = checked(os.environ.get("TANTO_MAIL", ""))
MAIL_FOLDER = DATA_DIR / "letters"
MAIL_FROM = os.environ.get("TANTO_MAIL_FROM", "tanto@localhost")
# Where answers go: empty, to the owner; a mailbox of ours, with {token} in it where it takes plus-addresses
REPLY_TO = os.environ.get("TANTO_REPLY_TO", "")
DEFAULT_FROM_EMAIL = MAIL_FROM
MAIL_LEASE = int(os.environ.get("TANTO_MAIL_LEASE", "360"))
# Seconds in which a letter can be taken back; twenty is a decision of the product, tests set another number
TAKE_BACK = int(os.environ.get("TANTO_TAKE_BACK", "20"))
SEAL_TO = os.environ.get("TANTO_SEAL_TO", "")

# Pages of the firm that may show its form for complaints in a frame: https://www.tamabashi.example …
FORM_IN = os.environ.get("TANTO_FORM_IN", "").split()

# Networks and hosts inside the firm that webhooks may reach, also without https: 10.1.0.0/16 erp.tamabashi.example …
HOOKS_MAY_REACH = os.environ.get("TANTO_HOOKS_MAY_REACH", "").replace(",", " ").split()

# Photographs and papers of cases
FILES_FOLDER = DATA_DIR / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# Long work, and the lists that it writes
TASKS = {"default": {"BACKEND": "tanto.jobs.backend.LeasedBackend"}}
EXPORTS_FOLDER = DATA_DIR / "exports"

# Files the browser gets
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# The demo's clock: seconds between its time and the machine's; set by `tanto serve` for its children.
CLOCK_AHEAD = float(os.environ.get("TANTO_CLOCK_AHEAD", "0"))

# What the program says about itself, and to whom
LOGGING = logs(as_json=os.environ.get("TANTO_LOG", "") == "json")
METRICS_TOKEN = os.environ.get("TANTO_METRICS_TOKEN", "")
DISK_FLOOR = int(os.environ.get("TANTO_DISK_FLOOR", "200")) * 1024 * 1024
