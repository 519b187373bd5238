<?php // The posts of the made-up neighbourhood: site, date (local), status, category, title, content.
return [
  [0, '2026-10-01 09:15:00', 'publish', 'Aktuelles',
    'Bürgerhaus öffnet nach Umbau wieder – „Tag der offenen Tür“ am 17. Oktober',
    '<p>Nach sieben Monaten Umbau ist das <strong>Bürgerhaus am Lessingplatz</strong> wieder geöffnet. Es gibt jetzt einen Aufzug, eine barrierefreie Toilette und eine größere Küche.</p>' .
    '<ul>' .
    '<li>10 Uhr: Begrüßung</li>' .
    '<li>11 Uhr: Führung</li>' .
    '<li>ab 14 Uhr: Kaffee &amp; Kuchen</li>' .
    "</ul>\n<p>Wir freuen uns auf Sie!</p>"],
  [0, '2026-10-05 18:30:00', 'publish', 'Biete',
    'Biete: Hilfe beim Ausfüllen von Anträgen (Wohngeld, Bürgergeld, Kita-Gutschein)',
    '<p>Ich helfe gern beim Verstehen und Ausfüllen von Formularen. Sprachen: Deutsch, Türkisch, Русский. Treffen im Bürgerhaus, donnerstags 15–17 Uhr.</p>' .
    '<p>Gegenleistung: 1 Stunde über die Tauschbörse.</p>'],
  [0, '2026-10-07 07:45:12', 'publish', 'Suche',
    'Suche: jemanden, der mir 2× pro Woche die Einkäufe in den 4. Stock trägt',
    '<p>Ich bin 78 und der Aufzug ist kaputt. Dienstags und freitags vormittags wäre prima. 🛒</p>'],
  [0, '2026-10-10 12:00:00', 'publish', 'Ehrenamt',
    'Lesepat*innen für die Grundschule Sonnenberg gesucht',
    "<!-- wp:paragraph -->\n<p>Eine Stunde pro Woche, Führungszeugnis wird übernommen.</p>" .
    "<!-- /wp:paragraph -->\n<!-- wp:paragraph -->\n<p>Info-Abend: 4.&nbsp;November, 19&nbsp;Uhr.</p>" .
    '<!-- /wp:paragraph -->'],
  [0, '2026-10-12 16:20:00', 'publish', 'Sprechstunden',
    'Mieterberatung ohne Anmeldung',
    '<p>Jeden 2. Mittwoch, 16:00–18:00 Uhr, Raum 1.04 (EG). Bitte Mietvertrag und Nebenkostenabrechnung mitbringen.</p>'],
  [0, '2026-10-25 02:30:00', 'publish', 'Aktuelles',
    'Zeitumstellung: Nachtcafé eine Stunde länger',
    '<p>In der Nacht auf den 25. Oktober gilt 02:30 Uhr zweimal …</p>'],
  [0, '2027-03-01 08:00:00', 'future', 'Aktuelles',
    '(geplant) Frühjahrsputz im Quartier',
    '<p>Wird erst am 1. März veröffentlicht.</p>'],
  [0, '2026-10-13 10:00:00', 'draft', 'Aktuelles',
    '(Entwurf) Haushaltsplan Quartiersfonds',
    '<p>Noch nicht freigegeben.</p>'],
  [0, '2026-10-14 10:00:00', 'private', 'Aktuelles',
    '(intern) Schlüsselliste',
    '<p>Nur für das Team.</p>'],
  [0, '2026-10-15 10:00:00', 'trash', 'Biete',
    '(gelöscht) Biete: Kinderwagen',
    '<p>Schon weg.</p>'],
  [1, '2026-10-02 10:00:00', 'publish', 'Veranstaltungen',
    'Repair-Café im Nachbarschaftszentrum',
    '<p>Samstag, 24. Oktober, 13–17 Uhr. Bitte <em>nur ein</em> Gerät pro Person.</p>'],
  [1, '2026-10-06 11:11:11', 'publish', 'Stellen',
    'Stelle: Hausmeister*in (m/w/d), 20 Std./Woche, TVöD E5',
    "<p>Zum nächstmöglichen Zeitpunkt. Bewerbung bis 15.11.2026 an <a href=\"mailto:bewerbung@west.example\">bewerbung@west.example</a>.</p>"],
  [1, '2026-10-08 08:08:08', 'publish', 'Biete',
    'Biete: Fahrradreparatur gegen selbstgemachte Marmelade',
    "<p>Platten, Bremsen, Licht. <script>alert(\"xss\")</script> Straße: Weststraße 12.</p>"],
  [2, '2026-10-09 14:00:00', 'publish', 'Veranstaltungen',
    'Offene Werkstatt für Jugendliche ab 12',
    '<p>Jeden Freitag. Löten, 3D-Druck, Siebdruck.</p>'],
];
