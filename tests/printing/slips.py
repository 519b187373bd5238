"""A slip that shows every block, for the tests of this room."""

from printing.slip import QR, Fact, Gap, Heading, Masthead, Paragraph, Rule, Slip, Small

ADDRESS = "https://example.org/riehl/kaffee-im-garten"

COFFEE = Slip(
    (
        Masthead("Quartierstreff Riehl"),
        Heading("Kaffee und Kuchen im Nachbarschaftscafé"),
        Fact("Wann", "Donnerstag, 26. November\n14:30–17:00 Uhr"),
        Fact("Wo", "Gemeindesaal, Stammheimer Straße 85, 1. Stock (Aufzug)"),
        Fact("Was es kostet", "Eintritt frei, Kuchen 1,50 €"),
        Fact("Wen Sie anrufen", "0221\u00a0555\u00a020\u00a010"),
        Rule(),
        Paragraph(
            "Wer mag, bringt „etwas Süßes“ mit.\n\nDazu gibt es:\n– Bohnenkaffee\n– eine Spieleecke für kleine Gäste"
        ),
        Gap(),
        QR(ADDRESS, "Mehr dazu mit dem Telefon"),
        Rule(),
        Small("Gedruckt am Dienstag, 24.11.2026, 14:05 Uhr\nAngaben vom 24.11.2026, 13:30 Uhr"),
    )
)
