"""Settings written to a file and loaded, for tests."""

from pathlib import Path

from kiosk.settings import Settings, SettingsError, load

CENTRE = '[centre]\nname = "Quartierstreff Riehl"\n'
PORTAL = '[[platform]]\nname = "portal"\nkind = "wordpress"\nurl = "https://unser-quartier.de/koeln-riehl/"\n'
CALENDAR = '[[platform]]\nname = "kalender"\nkind = "ical"\nurl = "https://example.org/basic.ics"\n'
RING = '[[platform]]\nname = "tauschring"\nkind = "cyclos"\nurl = "https://communities.cyclos.org/NETWORK"\n'
HOUSE = '[[platform]]\nname = "haus"\nkind = "pretix"\nurl = "https://pretix.example/api/v1/organizers/haus/"\n'
MAIL = (
    '[[platform]]\nname = "post"\nkind = "mail"\nurl = "smtps://mail.example.org"\n'
    'books = ["job"]\nsender = "kiosk\\u0040example.org"\n'
)


def write(folder: Path, text: str | bytes) -> Path:
    """The file with this text."""
    path = folder / "kiosk.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def loaded(folder: Path, text: str | bytes) -> Settings:
    """The settings of this text; keys of platforms lie in `secrets` beside it."""
    return load(write(folder, text), folder / "secrets")


def problems(folder: Path, text: str | bytes) -> list[str]:
    """All sentences about this text; none when it can be used."""
    try:
        loaded(folder, text)
    except SettingsError as error:
        return error.problems
    return []


def set_key(folder: Path, name: str, key: str, mode: int = 0o600) -> Path:
    """A reading key as `kiosk secret set` leaves it."""
    path = folder / "secrets" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(key)
    path.chmod(mode)
    return path
