"""What the commands say about themselves and about wrong use, in the centre's language."""

import re
from difflib import get_close_matches

import click

from kiosk.words import Words

_EXTRA = re.compile(r"extra arguments? \((.*)\)")
"""How click 8 says that there are words left over; it has no error of its own for them."""


class SpokenCommand(click.Command):
    """A command whose help comes out of the catalogue; the context's object holds `words`."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_help(ctx.find_root().obj.words, ctx, formatter)


class SpokenGroup(click.Group):
    """The same for a command with commands of its own."""

    command_class = SpokenCommand
    group_class = type

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_help(ctx.find_root().obj.words, ctx, formatter)


def write_help(words: Words, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Usage, what the command does, its options and its commands."""
    _, command, path = words.say, ctx.command, ctx.command_path
    texts = explained(words)
    formatter.write_usage(path, " ".join(command.collect_usage_pieces(ctx)), prefix=_("Usage: "))
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(texts[path])
    options = [param for param in command.get_params(ctx) if isinstance(param, click.Option)]
    records = [(param.get_help_record(ctx), option_key(path, param)) for param in options]
    rows = [(record[0], texts[key]) for record, key in records if record]
    with formatter.section(_("Options")):
        formatter.write_dl(rows)
    if isinstance(command, click.Group):
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, texts[f"{path} {name}"]) for name in command.list_commands(ctx)])


def option_key(path: str, param: click.Parameter) -> str:
    """Under which an option's text is found: `kiosk run --demo`; those of every command stand alone."""
    name = param.opts[-1]
    return name if name in ("--help", "--version", "--json") else f"{path} {name}"


def explained(words: Words) -> dict[str, str]:
    """What each command and each option does."""
    _ = words.say
    return {
        "kiosk": _("A neighbourhood's events, offers, requests, jobs and notices on a terminal, without a network."),
        "kiosk --settings": _("The settings file, kiosk.toml."),
        "kiosk --data": _("The folder for everything that is written."),
        "--version": _("Show the version."),
        "--help": _("Show this help."),
        "--json": _("One JSON object a line, UTF-8."),
        "kiosk run": _("Open the terminal (also without a command)."),
        "kiosk run --demo": _("Show the made-up neighbourhood, whatever the settings say."),
        "kiosk run --offline": _("Never ask the network."),
        "kiosk run --attended": _("Let Ctrl+C end the terminal."),
        "kiosk sync": _("Read the platforms now, in one round."),
        "kiosk sync --platform": _("Read this platform only."),
        "kiosk sync --full": _("Read everything again."),
        "kiosk sync --accept": _("Believe a large loss of this platform."),
        "kiosk items": _("Print what the terminal shows."),
        "kiosk items --search": _("Only what holds these words."),
        "kiosk status": _("Say how each platform stands."),
        "kiosk slip": _("Print the slip of one item."),
        "kiosk slip --preview": _("Show the slip as text instead of printing it."),
        "kiosk slip --device": _("Print here: tcp://HOST:9100, file:///PATH or none."),
        "kiosk discover": _("Say what a site offers, and the settings lines to use it."),
        "kiosk check-settings": _("Name all problems of the settings at once."),
        "kiosk secret": _("Keys with which platforms are read."),
        "kiosk secret set": _("Store the key of a platform, in a file that only this user can read."),
        "kiosk secret set --read-only": _("The key only reads public content."),
        "kiosk secret set --file": _("Take the first line of this file."),
    }


def wrong_use(words: Words, error: click.ClickException) -> str:
    """What was wrong with the command line, in one sentence, and where to read on."""
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    path = ctx.command_path if ctx else "kiosk"
    return words.say("{what} See: {path} --help").format(what=_what(words, error, ctx), path=path)


def _what(words: Words, error: click.ClickException, ctx: click.Context | None) -> str:
    _ = words.say
    match error:
        case click.NoSuchOption():
            return _("There is no option {name}.").format(name=error.option_name)
        case click.exceptions.NoSuchCommand():
            known = ctx.command.list_commands(ctx) if ctx and isinstance(ctx.command, click.Group) else []
            near = get_close_matches(error.command_name, known, n=1, cutoff=0.5)
            sentence = (
                _("There is no command {name}. Do you mean {near}?") if near else _("There is no command {name}.")
            )
            return sentence.format(name=error.command_name, near="".join(near))
        case click.MissingParameter():
            return _("{name} is missing.").format(name=_name(error.param))
        case click.BadParameter() if error.param and isinstance(error.param.type, click.Choice):
            allowed = ", ".join(map(str, error.param.type.choices))
            return _("{name} must be one of {allowed}.").format(name=_name(error.param), allowed=allowed)
        case click.BadOptionUsage():
            return _("The option {name} is not used like this.").format(name=error.option_name)
    extra = _EXTRA.search(error.message)
    if extra:
        return _("This is too much: {words}").format(words=extra[1])
    return _("This cannot be understood: {message}").format(message=error.format_message())


def _name(param: click.Parameter | None) -> str:
    if param is None:
        return "?"
    return param.opts[-1] if isinstance(param, click.Option) else param.human_readable_name
