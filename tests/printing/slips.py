"""A slip that shows every block, and one whose letters no code page has, for the tests of this room."""

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

LETTERS = Slip(
    (
        Masthead("Halkevi Işık"),
        Heading("Çarşamba kahvaltısı mit Ayşe Yıldız"),
        Fact("Wo", "Świetlica, Łódzka 12, 50733 Köln"),
        Fact("Wen Sie anrufen", "Nguyễn Thị Ẫm\n0221\u00a0555\u00a020\u00a010"),
        Fact("Хто", "Ґанна Їжакевич"),
        Rule(),
        Paragraph(
            "Am Sonntag kochen wir zusammen im Garten, dieses Mal kocht Ayşe Yıldız und wir essen um halb eins.\n"
            "– Bohnenkaffee und Kuchen\n– Чай и пироги для всех гостей\n\n"
            "Достопримечательности города: прогулка в субботу в 14:00."
        ),
        Paragraph("مقهى الحي كل يوم ثلاثاء بعد الظهر، أهلاً وسهلاً بكم جميعاً من الساعة 14:30\n– شاي 🎉 وقهوة"),
        Heading("مقهى الحي"),
        Paragraph("🎉 Fest 👍🏽 für alle 👨\u200d👩\u200d👧 ☀\ufe0f ❤\ufe0f 🇩🇪 🇺🇦 茶"),
        Rule(),
        Small("Gedruckt am Dienstag, 24.11.2026, 14:05 Uhr\nVon: Świetlica Łódź, Nummer k7q2"),
    )
)
