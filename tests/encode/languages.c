/* encode, texts in other languages than English: dates, brackets, labels and headings of editions
   in German and French, which the profile for that language says. */
#include "example.h"
#include "run.h"

static void check_paragraph(const char *language, const char *words, const char *expected) {
    struct source source = {.text = words, .options = {.language = language}};
    check_source_encodes(&source, expected);
}

#define DATE(when, words) "<date when=\"" when "\">" words "</date>"

START_TEST(german_dates) {
    check_paragraph(
        "de", "Tage: am 3. November 1961, den 3ten März 1871, am ersten Mai 1886, im Mai 1890.",
        "<p>Tage: am " DATE("1961-11-03", "3. November 1961") ", den " DATE(
            "1871-03-03",
            "3ten März 1871") ", am " DATE("1886-05-01",
                                           "ersten Mai 1886") ", im " DATE("1890-05",
                                                                           "Mai 1890") ".</p>\n");
    check_paragraph(
        "de-AT", "Tage: am 3.11.1961, 4. Jänner 1962 und 31. Juni 1962, am letzten Mai 1962.",
        "<p>Tage: am " DATE("1961-11-03", "3.11.1961") ", " DATE(
            "1962-01-04",
            "4. Jänner 1962") " und 31. Juni 1962, am letzten " DATE("1962-05",
                                                                     "Mai 1962") ".</p>\n");
    check_paragraph("de", "Vom 3. bis 5. Mai 1961, vom 30. November 1961 bis 2. Januar 1962.",
                    "<p>Vom <date from=\"1961-05-03\" to=\"1961-05-05\">3. bis 5. Mai "
                    "1961</date>, vom <date from=\"1961-11-30\" to=\"1962-01-02\">30. November "
                    "1961 bis 2. Januar 1962</date>.</p>\n");
}
END_TEST

START_TEST(french_dates) {
    check_paragraph(
        "fr", "Jours: le 3 novembre 1961, le 1er mai 1886, le premier août 1914, en Décembre 1914.",
        "<p>Jours: le " DATE("1961-11-03", "3 novembre 1961") ", le " DATE(
            "1886-05-01",
            "1er mai 1886") ", le " DATE("1914-08-01",
                                         "premier août 1914") ", en " DATE("1914-12",
                                                                           "Décembre 1914") ".</"
                                                                                            "p>\n");
    check_paragraph("fr-CA", "Du 3 au 5 mai 1961, du 30 avril au 1er mai 1961.",
                    "<p>Du <date from=\"1961-05-03\" to=\"1961-05-05\">3 au 5 mai 1961</date>, du "
                    "<date from=\"1961-04-30\" to=\"1961-05-01\">30 avril au 1er mai "
                    "1961</date>.</p>\n");
}
END_TEST

#define GAP(reason, words) "<gap reason=\"" reason "\"><desc>" words "</desc></gap>"
#define LINES(reason, extent, words)                                                               \
    "<gap reason=\"" reason "\" unit=\"line\" quantity=\"3\" extent=\"" extent "\"><desc>" words   \
    "</desc></gap>"

START_TEST(words_in_brackets) {
    check_paragraph(
        "de", "So [unleserlich] oder [Lücke], [drei Zeilen unleserlich] und [nicht abgedruckt].",
        "<p>So " GAP("illegible", "unleserlich") " oder " GAP("missing", "Lücke") ", " LINES(
            "illegible", "drei Zeilen",
            "drei Zeilen unleserlich") " und " GAP("omission", "nicht abgedruckt") ".</p>\n");
    check_paragraph(
        "fr", "Oui [illisible] ou [passage omis], [trois lignes manquantes] et [sic].",
        "<p>Oui " GAP("illegible", "illisible") " ou " GAP("omission", "passage omis") ", " LINES(
            "missing", "trois lignes",
            "trois lignes manquantes") " <sic rend=\"[sic]\">et </sic>.</p>\n");
}
END_TEST

START_TEST(letters) {
    check_paragraph(
        "de",
        "Nr. 7 Schreiben des Lotsen Aas an den Hafenmeister Lund\n\nBrest, den 3. Mai 1912\n\n"
        "Sehr geehrter Herr Lund!\n\nEs brennt.\n\nMit freundlichen Grüßen\n\nJan Aas",
        "<head>Nr. 7 Schreiben des Lotsen Aas an den Hafenmeister Lund</head>\n<opener>\n"
        "  <dateline>Brest, den " DATE(
            "1912-05-03",
            "3. Mai 1912") "</dateline>\n  <salute>Sehr geehrter "
                           "Herr Lund!</salute>\n</opener>\n<p>Es brennt.</p>\n<closer>\n  "
                           "<salute>Mit "
                           "freundlichen Grüßen</salute>\n  <signed>Jan Aas</signed>\n</closer>\n");
    check_paragraph(
        "fr",
        "7. Lettre du pilote Aas au maître du port Lund\n\nBrest, le 3 mai 1912\n\n"
        "Monsieur le Maître,\n\nIl brûle.\n\nVeuillez agréer mes respects.\n\nJean Aas",
        "<head>7. Lettre du pilote Aas au maître du port Lund</head>\n<opener>\n"
        "  <dateline>Brest, le " DATE(
            "1912-05-03",
            "3 mai 1912") "</dateline>\n  <salute>Monsieur le "
                          "Maître,</salute>\n</opener>\n<p>Il brûle.</p>\n<closer>\n  "
                          "<salute>Veuillez agréer mes "
                          "respects.</salute>\n  <signed>Jean Aas</signed>\n</closer>\n");
}
END_TEST

START_TEST(labels) {
    check_paragraph(
        "de",
        "Telefongespräch\n\nBetreff: Lampe\n\nDER VORSITZENDE: Brennt sie?\n\nHerr Aas: "
        "Nein.\n\nErstens: Nein.",
        "<head>Telefongespräch</head>\n<list type=\"particulars\">\n  "
        "<label>Betreff:</label>\n  <item>Lampe</item>\n</list>\n<sp who=\"#der_vorsitzende\">\n"
        "  <speaker>DER VORSITZENDE:</speaker>\n  <p>Brennt sie?</p>\n</sp>\n<sp "
        "who=\"#herr_aas\">\n  <speaker>Herr Aas:</speaker>\n  <p>Nein.</p>\n  <p>Erstens: "
        "Nein.</p>\n</sp>\n");
    check_paragraph(
        "fr",
        "Conversation téléphonique\n\nOBJET : Lampe\n\nLE PRÉSIDENT: Brûle-t-elle?\n\nM. Aas: Non.",
        "<head>Conversation téléphonique</head>\n<list type=\"particulars\">\n  "
        "<label>OBJET :</label>\n  <item>Lampe</item>\n</list>\n<sp who=\"#le_président\">\n"
        "  <speaker>LE PRÉSIDENT:</speaker>\n  <p>Brûle-t-elle?</p>\n</sp>\n<sp "
        "who=\"#m._aas\">\n  <speaker>M. Aas:</speaker>\n  <p>Non.</p>\n</sp>\n");
}
END_TEST

START_TEST(references) {
    check_paragraph("de", "Vgl. Dok. 14, Anm. 3, und Dokument Nr. 15.",
                    "<p>Vgl. <ref target=\"#d14fn3\">Dok. 14, Anm. 3</ref>, und <ref "
                    "target=\"#d15\">Dokument Nr. 15</ref>.</p>\n");
    check_paragraph("fr", "Voir doc. n° 14, note 3, et document 15.",
                    "<p>Voir <ref target=\"#d14fn3\">doc. n° 14, note 3</ref>, et <ref "
                    "target=\"#d15\">document 15</ref>.</p>\n");
}
END_TEST

/* What closes a quotation in one language opens it in another. */
START_TEST(quotation_marks) {
    check_paragraph("de", "»Es brennt.«\n\nSo.", "<p>»Es brennt.«</p>\n<p>So.</p>\n");
    check_paragraph("fr", "« Il brûle. »\n\nOui.", "<p>« Il brûle. »</p>\n<p>Oui.</p>\n");
    check_paragraph("en", "«Yes.»\n\nSo.", "<head>«Yes.»</head>\n<p>So.</p>\n");
    check_paragraph("de", "Er rief „Ja“1 in Haus1 am Hafen.\n\n   ‚So fuhr er.‘\n\n  1. Laut.",
                    "<p>Er rief „Ja“<note n=\"1\" xml:id=\"examplefn1\" place=\"bottom\" "
                    "rend=\"spaced\">Laut.</note> in Haus1 am Hafen.</p>\n<quote>\n  <p>   ‚So "
                    "fuhr er.‘</p>\n</quote>\n");
    check_paragraph("de", "Die „Lamde“, [sic] das Licht.",
                    "<p>Die „<sic rend=\"[sic]\">Lamde“, </sic> das Licht.</p>\n");
}
END_TEST

#define CORRESPONDENCE(sender, sender_id, addressee, addressee_id)                                 \
    "<correspDesc>\n  <correspAction type=\"sent\">\n    <persName ref=\"#" sender_id "\">" sender \
    "</persName>\n  </correspAction>\n  <correspAction type=\"received\">\n    "                   \
    "<persName ref=\"#" addressee_id "\">" addressee "</persName>\n  </correspAction>\n"           \
    "</correspDesc>"

static void check_correspondence(const char *language, const char *text, const char *expected) {
    struct source source = {.text = text, .options = {.language = language}};
    check_element(&source, "correspDesc", expected);
}

START_TEST(who_writes_to_whom) {
    check_correspondence("de", "7. Schreiben des Gesandten Aas an den Staatssekretär Lund\n\nSo.",
                         CORRESPONDENCE("Aas", "aas", "Lund", "lund"));
    check_correspondence("fr", "7. Lettre de M. Aas à M. Lund\n\nOui.",
                         CORRESPONDENCE("Aas", "aas", "Lund", "lund"));
    check_correspondence("es", "7. Carta del Embajador (Ruiz) al Ministro (Ortega)\n\nAsí.",
                         CORRESPONDENCE("Ruiz", "ruiz", "Ortega", "ortega"));
    check_correspondence("it", "7. Lettera del Ministro (Rossi) al Console (Conti)\n\nCosì.",
                         CORRESPONDENCE("Rossi", "rossi", "Conti", "conti"));
    check_correspondence("de", "7. Aufzeichnung des Gesandten Aas\n\nSo.", "");
}
END_TEST

/* In a report only those speak who surely do: persons introduced, and titles with a name. */
START_TEST(articles_and_titles) {
    check_paragraph("de",
                    "Aufzeichnung über das Gespräch zwischen dem Gesandten (Öhler) und dem Lotsen "
                    "(Aas)\n\nSie trafen sich um neun Uhr am Hafen.\n\nÖHLER: Ja.\n\n"
                    "Freiherr Lund: Nein.\n\nDie Frage: wer zahlt?\n\nSie sprachen noch.\n\n"
                    "Es wurde spät.\n\nMan ging.\n\nEs war still.\n\nSo endete es.",
                    "<head>Aufzeichnung über das Gespräch zwischen dem Gesandten (Öhler) und dem "
                    "Lotsen (Aas)</head>\n<p>Sie trafen sich um neun Uhr am Hafen.</p>\n"
                    "<sp who=\"#öhler\">\n  <speaker>ÖHLER:</speaker>\n  <p>Ja.</p>\n</sp>\n"
                    "<sp who=\"#freiherr_lund\">\n  <speaker>Freiherr Lund:</speaker>\n  "
                    "<p>Nein.</p>\n</sp>\n<p>Die Frage: wer zahlt?</p>\n"
                    "<p>Sie sprachen noch.</p>\n<p>Es wurde spät.</p>\n<p>Man ging.</p>\n"
                    "<p>Es war still.</p>\n<p>So endete es.</p>\n");
}
END_TEST

/* A profile based on one that has another for the language is based on that. */
START_TEST(profiles_with_a_base) {
    struct source source = {
        .text = "Am 3. November 1961 so.", .profile = "minutes", .options = {.language = "de"}};
    check_source_encodes(&source, "<p>Am " DATE("1961-11-03", "3. November 1961") " so.</p>\n");
    check_paragraph("nl", "On November 3, 1961.",
                    "<p>On " DATE("1961-11-03", "November 3, 1961") ".</p>\n");
}
END_TEST

START_TEST(spanish_and_italian) {
    check_paragraph(
        "es", "Días: el 3 de mayo de 1961, del 3 al 5 de junio de 1962 [dos palabras ilegibles].",
        "<p>Días: el " DATE("1961-05-03",
                            "3 de mayo de 1961") ", del <date from=\"1962-06-03\" "
                                                 "to=\"1962-06-05\">3 al 5 de junio de 1962</date> "
                                                 "<gap reason=\"illegible\" unit=\"word\" "
                                                 "quantity=\"2\" extent=\"dos palabras\"><desc>dos "
                                                 "palabras ilegibles</desc></gap>.</p>\n");
    check_paragraph(
        "it",
        "Giorni: il primo maggio 1961, dal 3 al 5 giugno 1962; cfr. nota 1 del documento 8 "
        "[omissis].",
        "<p>Giorni: il " DATE(
            "1961-05-01",
            "primo maggio 1961") ", dal <date from=\"1962-06-03\" "
                                 "to=\"1962-06-05\">3 al 5 giugno 1962</date>; cfr. <ref "
                                 "target=\"#d8fn1\">nota 1 del documento 8</ref> " GAP(
                                     "omission", "omissis") ".</p>\n");
}
END_TEST

START_TEST(a_spanish_telegram_and_an_italian_letter) {
    struct source telegram = {
        .text = "7. Telegrama del Embajador (Ramírez) al Ministro (Ortega)\n\nLisboa, 3 de mayo de "
                "1912\n\nExcelencia:\n\nLa lámpara llegó.\n\nLe saluda atentamente,\n\nRamírez",
        .options = {.language = "es"}};
    check_source_encodes(
        &telegram,
        "<head>7. Telegrama del Embajador (Ramírez) al Ministro (Ortega)</head>\n<opener>\n  "
        "<dateline>Lisboa, " DATE(
            "1912-05-03",
            "3 de mayo de 1912") "</dateline>\n  "
                                 "<salute>Excelencia:</salute>\n</opener>\n<p>La lámpara "
                                 "llegó.</p>\n<closer>\n  <salute>Le saluda "
                                 "atentamente,</salute>\n  <signed>Ramírez</signed>\n</closer>\n");
    struct source letter = {
        .text = "8. Lettera del Ministro (Rossi) a Conti\n\nRoma, 4 maggio 1912\n\nCaro "
                "Conti,\n\nLa lampada arrivò.\n\nCordiali saluti,\n\nRossi",
        .options = {.language = "it"}};
    check_source_encodes(
        &letter, "<head>8. Lettera del Ministro (Rossi) a Conti</head>\n<opener>\n  "
                 "<dateline>Roma, " DATE(
                     "1912-05-04",
                     "4 maggio 1912") "</dateline>\n  "
                                      "<salute>Caro Conti,</salute>\n</opener>\n<p>La lampada "
                                      "arrivò.</p>\n<closer>\n  <salute>Cordiali "
                                      "saluti,</salute>\n  <signed>Rossi</signed>\n</closer>\n");
}
END_TEST

SUITE(languages) {
    Suite *suite = suite_create("encode/languages");
    TCase *cases = tcase_create("languages");
    tcase_add_test(cases, german_dates);
    tcase_add_test(cases, french_dates);
    tcase_add_test(cases, words_in_brackets);
    tcase_add_test(cases, letters);
    tcase_add_test(cases, labels);
    tcase_add_test(cases, references);
    tcase_add_test(cases, quotation_marks);
    tcase_add_test(cases, who_writes_to_whom);
    tcase_add_test(cases, articles_and_titles);
    tcase_add_test(cases, profiles_with_a_base);
    tcase_add_test(cases, spanish_and_italian);
    tcase_add_test(cases, a_spanish_telegram_and_an_italian_letter);
    suite_add_tcase(suite, cases);
    return suite;
}
