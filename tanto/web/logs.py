"""What the program says about itself: structlog and the standard library go through one chain and one handler.

Lines for people's eyes, or one JSON object a line (TANTO_LOG=json). Japanese stays Japanese.
"""

import logging
import re
import sys
from typing import Any

# structlog draws in rich where it is installed, for pictures of tracebacks that nobody here asks for: a tenth of a
# second before the first page. While structlog is brought in, rich is not there.
is_rich_unknown = "rich" not in sys.modules
if is_rich_unknown:
    sys.modules["rich"] = None  # type: ignore[assignment]

import structlog  # noqa: E402
from structlog.typing import EventDict, Processor, WrappedLogger  # noqa: E402

if is_rich_unknown:
    del sys.modules["rich"]

LINK = re.compile(r"/(c|invitation|begin|password/new)/[\w%~.:+-]+")
HIDDEN = r"/\1/…"
BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
NAMED = {"clock", "entry", "letter"}  # what a line of the standard library may name by `extra`


class WithoutLinks(logging.Filter):
    """A customer's link opens a case, an invitation or a new password a house; none ever stands in a log."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.msg, dict):
            return True  # structlog's; the end of the chain looks at the whole line
        message = record.getMessage()
        if LINK.search(message):
            record.msg, record.args = LINK.sub(HIDDEN, message), ()
        return True


def without_links(logger: WrappedLogger, method: str, line: Any) -> str:
    """The end of the chain: a finished line, its traceback included."""
    return LINK.sub(HIDDEN, line)


def on_one_line(logger: WrappedLogger, method: str, said: EventDict) -> EventDict:
    """What came from outside begins no line of its own."""
    return {name: BREAKS.sub("�", value) if isinstance(value, str) else value for name, value in said.items()}


def chain() -> list[Processor]:
    """What every line carries, whoever wrote it."""
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def formatter(*, as_json: bool) -> logging.Formatter:
    """The one formatter; makes structlog speak through the standard library as well."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *chain(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    end: list[Any] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if as_json:
        end += [
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ]
    else:
        in_colour = sys.stderr.isatty()
        plain = structlog.dev.plain_traceback
        end += [on_one_line, structlog.dev.ConsoleRenderer(colors=in_colour, exception_formatter=plain)]
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*chain(), structlog.stdlib.ExtraAdder(allow=NAMED)],
        processors=[*end, without_links],
    )


def logs(*, as_json: bool) -> dict[str, Any]:
    """Django's LOGGING. Each request has its own line, so Django's warnings about 404 are not repeated; what broke is
    logged once, by the page that says so."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"no_links": {"()": "tanto.web.logs.WithoutLinks"}},
        "formatters": {"lines": {"()": "tanto.web.logs.formatter", "as_json": as_json}},
        "handlers": {
            "out": {"class": "logging.StreamHandler", "filters": ["no_links"], "formatter": "lines"}
        },
        "loggers": {
            "tanto": {"level": "INFO"},
            "django.request": {"level": "CRITICAL"},
        },
        "root": {"handlers": ["out"], "level": "WARNING"},
    }
