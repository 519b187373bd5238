"""Settings of a centre that uses everything, with secrets in every place where one can stand."""

from pathlib import Path

from kiosk.settings import Settings
from tests.kiosk.settings_file import HOUSE, MAIL, loaded, set_key

SECRETS = ("geheim-gast", "private-4711abc", "Lesewort", "leser")
"""A guests' password, the address of a private calendar, and a reading key."""
CENTRE = """[centre]
name = "Quartierstreff Riehl"
terminal = "QK7"
phone = "0221 98 76 54"
address = "Lindenhof 3, 50735 Köln"
person = "Frau Yıldız, im Büro"
[wifi]
name = "Treff-Gast"
password = "geheim-gast"
[printer]
device = "usb://04b8:0202"
model = "TM-T20II"
"""
PORTAL = '[[platform]]\nname = "portal"\nkind = "wordpress"\nurl = "https://unser-quartier.de/riehl/"\n'
RING = '[[platform]]\nname = "ring"\nkind = "cyclos"\nurl = "https://ring.example/netz"\nbooks = ["payment"]\n'
PRIVATE = '[[platform]]\nname = "kalender"\nkind = "ical"\nurl = "https://cal.example/private-4711abc/basic.ics"\n'
SHOP = HOUSE + 'books = ["seat"]\n'


def full_settings(folder: Path, *platforms: str) -> Settings:
    """These platforms, or one of each kind."""
    (folder / "set").mkdir(exist_ok=True)
    (folder / "set/secrets").mkdir(exist_ok=True)
    set_key(folder / "set", "portal", "leser:Lesewort")
    return loaded(folder / "set", CENTRE + "".join(platforms or (PORTAL, RING, PRIVATE, SHOP, MAIL)))
