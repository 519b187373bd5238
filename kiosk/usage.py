"""What the commands say about themselves and about wrong use, in the centre's language."""

import re
from difflib import get_close_matches

import click

from kiosk.backup_usage import backups_explained
from kiosk.paper_usage import papers_explained
from kiosk.privacy_usage import privacy_explained
from kiosk.update_usage import updates_explained
from kiosk.words import Words

_EXTRA = re.compile(r"extra arguments? \((.*)\)")
"""How click 8 says that there are words left over; it has no error of its own for them."""


JSON = click.option("--json", "as_json", is_flag=True)
"""The option of every command that has data to tell."""


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
        "kiosk --pin-file": _("The file whose first line is the PIN; without it the PIN is asked for."),
        "kiosk --staff": _("Who signs in; needed only when there are several staff members."),
        "--version": _("Show the version."),
        "--help": _("Show this help."),
        "--json": _("One JSON object a line, UTF-8."),
        "kiosk run": _("Open the terminal (also without a command)."),
        "kiosk run --demo": _("Show the made-up neighbourhood, whatever the settings say."),
        "kiosk run --offline": _("Never ask the network."),
        "kiosk run --attended": _("Let Ctrl+C end the terminal."),
        "kiosk run --first-start": _("Begin with the set-up where there are no settings yet."),
        "kiosk setup": _("Ask on the screen what a new terminal has to know, and write the settings."),
        "kiosk sync": _("Read the platforms now, in one round."),
        "kiosk sync --platform": _("Read this platform only."),
        "kiosk sync --full": _("Read everything again."),
        "kiosk sync --accept": _("Believe a large loss of this platform."),
        "kiosk items": _("Print what the terminal shows."),
        "kiosk items --search": _("Only what holds these words."),
        "kiosk status": _("Say how each platform stands."),
        "kiosk slip": _("Print the slip of an item, of several on one slip, of a list, or of the house."),
        "kiosk slip --opening": _("When somebody is there, and where."),
        "kiosk slip --person": _("Whom to ask, with room for a question."),
        "kiosk slip --wifi": _("The guests' network."),
        "kiosk slip --feedback": _("A new number for feedback, or this one again."),
        "kiosk slip --list": _("What is listed of this kind, as one long slip."),
        "kiosk slip --category": _("Only this category of the list."),
        "kiosk slip --preview": _("Show the slip as text instead of printing it."),
        "kiosk slip --device": _("Print here: a device as in the settings, or none."),
        "kiosk discover": _("Say what a site offers, and the settings lines to use it."),
        "kiosk check": _("Say what is well with the terminal and what is not, worst first."),
        "kiosk check-settings": _("Name all problems of the settings at once."),
        "kiosk staff": _("Who may sign in."),
        "kiosk staff add": _("Add a staff member. The first one needs nobody's PIN."),
        "kiosk staff add --new-pin-file": _("The file whose first line is the new PIN."),
        "kiosk staff list": _("Print the names of the staff."),
        "kiosk staff change-pin": _("Another PIN for somebody of the staff."),
        "kiosk staff change-pin --new-pin-file": _("The file whose first line is the new PIN."),
        "kiosk staff remove": _("Take a staff member off the list."),
        "kiosk members": _("Print the members of the ring."),
        "kiosk members --search": _("Only whose number or name begins like this."),
        "kiosk members --refresh": _("Read members and balances from the platforms first."),
        "kiosk members --accept": _("Read them, and believe this platform that many members left."),
        "kiosk members import": _("Read members from a table file: all of them or none."),
        "kiosk members import --map": _("Name a column: number=Nr. It is remembered."),
        "kiosk members import --dry-run": _("Only show what would be stored."),
        "kiosk book": _("Book for a member; tells receipt number and reference."),
        "kiosk book payment": _("Hours or currency from one member to another."),
        "kiosk book payment --from": _("The member who pays."),
        "kiosk book payment --to": _("The member who gets."),
        "kiosk book payment --amount": _("How much, for example 2,5."),
        "kiosk book payment --text": _("What it is for."),
        "kiosk book payment --paper": _("The number of the signed slip; it is booked once."),
        "kiosk book seat": _("Seats at an event, for a member or a guest."),
        "kiosk book seat --event": _("The number of the event, as kiosk items tells it."),
        "kiosk book seat --seats": _("How many seats; without it one."),
        "kiosk book seat --for": _("The member who comes."),
        "kiosk book seat --guest": _("The name of a guest who comes."),
        "kiosk book seat --paper": _("The number of the signed slip; it is booked once."),
        "kiosk book job": _("A member takes a posting of the job board."),
        "kiosk book job --job": _("The number of the posting, as kiosk items tells it."),
        "kiosk book job --for": _("The member who takes it."),
        "kiosk book job --paper": _("The number of the signed slip; it is booked once."),
        "kiosk outbox": _("Print every booking and how far it got."),
        "kiosk receipts": _("Print every slip of every booking and whether it came out."),
        "kiosk receipts --again": _("Print the slips of this receipt: what came out before says COPY."),
        "kiosk receipts --came-out": _("Somebody looked: the slips of this receipt came out."),
        "kiosk receipts --missing": _("Somebody looked: they did not come out."),
        "kiosk storno": _("Take a booking back, by the number of its receipt."),
        "kiosk deliver": _("Send what waits to the platforms now, in one round."),
        "kiosk requests": _("Print what residents want, as they left it at the terminal."),
        "kiosk requests --done": _("This one is done: who it was is deleted."),
        "kiosk closing": _("Check the bookings, show the day in figures and print it."),
        "kiosk closing --day": _("This day instead of today."),
        "kiosk secret": _("Keys of platforms."),
        "kiosk secret set": _("Store the key of a platform: encrypted, or in a file that only this user can read."),
        "kiosk secret set --read-only": _("The key only reads public content; no PIN is needed."),
        "kiosk secret set --file": _("Take the first line of this file."),
        "kiosk printers": _("Say what is plugged in, how the printer is, and the settings line for each."),
        "kiosk print-test": _("Print samples, ask what can be seen of them, and set the printer up."),
        "kiosk print-test --device": _("Print here instead of on the printer of the settings."),
        **papers_explained(words),
        **backups_explained(words),
        **privacy_explained(words),
        **updates_explained(words),
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
        case click.exceptions.NoArgsIsHelpError() if ctx and isinstance(ctx.command, click.Group):
            return _("A command is missing. There are: {known}.").format(
                known=", ".join(ctx.command.list_commands(ctx))
            )
        case click.MissingParameter():
            return _("{name} is missing.").format(name=_name(error.param))
        case click.BadParameter() if error.param and isinstance(error.param.type, click.Choice):
            allowed = ", ".join(map(str, error.param.type.choices))
            return _("{name} must be one of {allowed}.").format(name=_name(error.param), allowed=allowed)
        case click.BadParameter() if error.param and error.param.type is click.INT:
            return _("{name} must be a whole number.").format(name=_name(error.param))
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
