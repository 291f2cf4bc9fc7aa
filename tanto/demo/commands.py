"""`tanto demo`: an invented firm's half year, told into a folder of its own and opened."""

import datetime as dt
import os

import click

from tanto.waking import wake

LANGUAGE = click.Choice(["en", "ja"])
MINE = "what its people speak and write; English where the machine speaks no Japanese"


@click.group(invoke_without_command=True)
@click.option("--no-serve", is_flag=True, help="Tell the story and stop.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--language", type=LANGUAGE, default=None, help=MINE)
@click.pass_context
def demo(context: click.Context, no_serve: bool, host: str, port: int, language: str | None) -> None:
    """Look at Tanto: an invented firm of 25 people and its half year, at http://localhost:8000, a click to come in.

    Its data lie in TANTO_DATA_DIR, or in ./var/demo. Nothing is told where real people live.
    """
    if context.invoked_subcommand:
        return
    os.environ["TANTO_DEMO"] = "1"
    os.environ.setdefault("TANTO_DATA_DIR", "var/demo")
    os.environ.setdefault("TANTO_URL", f"http://localhost:{port}")
    if language:
        os.environ["TANTO_DEMO_LANGUAGE"] = language
    from tanto import serving

    if not no_serve:
        serving.serve(host, port)
        return
    serving.load()
    if serving.bring_up():
        click.echo("Come and look with `tanto demo`.")
    else:
        click.echo("The demo was told here before; nothing was changed.")


@demo.command("load")
@click.option("--language", type=LANGUAGE, default=None, help=MINE)
def load(language: str | None) -> None:
    """Tell the demo's story into an empty database."""
    wake()
    from tanto.demo.story import load as tell

    chosen = language or ("ja" if os.environ.get("LANG", "").startswith("ja") else "en")
    click.echo(tell(chosen, Progress().hear))


class Progress:
    """One line for each month that has been told."""

    def __init__(self) -> None:
        self.month: dt.date | None = None

    def hear(self, day: dt.date) -> None:
        from tanto.recovery.models import Case

        month = day.replace(day=1)
        if self.month is None:
            click.echo("Telling half a year of an invented firm; it takes less than a minute.")
        elif month != self.month:
            told, open_now = Case.objects.count(), Case.objects.open().count()
            click.echo(f"  {self.month:%B %Y}: {told} cases so far, {open_now} open")
        self.month = month
