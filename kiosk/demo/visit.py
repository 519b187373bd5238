"""What people who come by the made-up Quartierstreff want to know."""

from kiosk.centre_settings import Visit, Wifi

VISIT = Visit(
    address="Lindenallee 12, im Erdgeschoss",
    phone="030 23125-110",
    hours=("Mo bis Do 9 bis 12 Uhr", "Mo bis Do 15 bis 18 Uhr", "Fr 9 bis 12 Uhr"),
    person="Frau Beispiel, im Büro",
    wifi=Wifi("Lindenhof-Gast", "willkommen-im-treff"),
)
"""Numbers from 030 23125-000 to -999 are kept free for stories (Bundesnetzagentur)."""
