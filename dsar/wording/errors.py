"""A sentence for every code that a rule or service refuses with: what happened, and what to do."""

from collections.abc import Mapping
from datetime import date

from dsar.core.placeholders import Placeholder
from dsar.language import Words, lazy, number
from dsar.wording.deadlines import date_in_words
from dsar.wording.placeholders import WORDS
from dsar.wording.rendering import RENDER_SENTENCES

_DUTCH: Mapping[str, str] = {
    "required": "Vul dit veld in.",
    "choose_one": "Kies één van de mogelijkheden.",
    "not_found": "Dit bestaat niet, of het hoort niet bij uw organisatie.",
    "question_ended": "Op deze vraag wordt niet meer gewacht. Kijk op de zaakpagina hoe dat is afgelopen.",
    "identity_by_check": "Dat bekend is wie dit vraagt, legt u vast bij: vastleggen wie dit vraagt. "
    "Dat beëindigt de pauze.",
    "answer_before_question": "Deze dag ligt voor de vraag, die is gesteld op {asked_on}.",
    "already_done": "Dit formulier is al verstuurd. Er is niets dubbel gedaan.",
    "role": "Dit hoort niet bij uw rol in deze organisatie.",
    "status": "Dit kan nu niet: het verzoek is in een andere fase. Kijk op de zaakpagina wat de volgende stap is.",
    "case_changed": "Deze zaak is gewijzigd nadat u dit scherm opende: door iemand anders, of door uzelf elders. "
    "Hieronder staat wat er gebeurde. Wat u typte is bewaard. Verstuur het opnieuw als het nog klopt.",
    "newer_revision": "Er is een nieuwere versie van dit voorstel. Lees die eerst. Wat u typte is bewaard.",
    "digest_hour": "Kies een heel uur van {first} tot en met {last}, of geen overzicht.",
    "reminder_days_unclear": "Vul hele getallen van 1 tot en met {most} in, met een komma ertussen, elk één keer. "
    "Bijvoorbeeld: 7, 3, 1.",
    "reminder_days_many": "Dit zijn te veel herinneringen. Vul er hoogstens {most} in.",
    "organisation_changed": "Iemand anders heeft deze gegevens gewijzigd. Controleer ze en sla ze opnieuw op.",
    "letter_exists": "Er is al een brief voor dit verzoek. Kijk op de zaakpagina.",
    "letter_moved": "Deze brief is intussen definitief gemaakt of vervallen. Kijk op de zaakpagina.",
    "message_moved": "Dit bericht is intussen verstuurd, of iemand anders deed er al iets mee. Kijk bij: e-mail.",
    "letter_posted": "Deze brief staat al als verzonden genoteerd.",
    "received_in_future": "De dag van ontvangst ligt in de toekomst. Vul een dag in tot en met {today}.",
    "received_before_gdpr": "De dag van ontvangst ligt voor {first}. Toen gold de AVG nog niet. Controleer het jaar.",
    "day_in_future": "Deze dag ligt in de toekomst. Vul een dag in tot en met {today}.",
    "day_before_receipt": "Deze dag ligt voor de ontvangst van het verzoek op {received_on}.",
    "day_before_decision": "Deze dag ligt voor het besluit van {decided_on}. Wat is toegewezen, gebeurt daarna.",
    "day_impossible": "Dit jaar kan niet kloppen. Controleer het jaartal.",
    "day_unreadable": "Dit is geen dag die bestaat, of wij kunnen hem zo niet lezen. Schrijf 18-11-2026.",
    "owner_already": "Deze persoon behandelt de zaak al. Kies iemand anders.",
    "no_case_chosen": "Kies minstens één zaak.",
    "rules_moved": "Een gekozen zaak is intussen veranderd. Er is niets toegepast. De lijst hieronder is nieuw: kies "
    "opnieuw.",
    "nothing_changed": "Er is niets gewijzigd. Pas aan wat niet klopt, of ga terug naar de zaak.",
    "act_by_past": "Deze dag is al voorbij. Vul vandaag of een latere dag in.",
    "due_before_set": "Deze dag ligt voor de dag waarop de termijn is gesteld, {set_on}. Controleer beide dagen.",
    "ended_before_received": "Deze dag ligt voor {received_on}, de dag waarop dit binnenkwam. Controleer de dag.",
    "objection_private": "Bezwaar kan alleen bij een bestuursorgaan. Kies een klacht of een zaak bij de rechter.",
    "reminder_ends_not": "Een herinnering heeft geen uitkomst. Het antwoord op het verzoek is de uitkomst.",
    "follow_up_ended": "De uitkomst is al vastgelegd. Kijk op de zaakpagina wat er staat.",
    "letter_not_sent": "Deze brief is nog niet verzonden. Alleen een brief die weg is, kan terugkomen.",
    "letter_is_back": "Van deze brief staat al dat hij terugkwam. Leg eerst vast wat ermee is gedaan.",
    "letter_not_back": "Van deze brief staat niet dat hij terugkwam. Leg dat eerst vast op de bladzijde van de brief.",
    "returned_before_left": "Deze dag ligt voor de dag van verzenden, {left_on}. Controleer de dag.",
    "sent_before_returned": "Deze dag ligt voor de dag waarop de brief terugkwam, {returned_on}. Controleer de dag.",
    "consent_or_reason": "Vul de dag van de toestemming in, of waarom die niet nodig was. Niet allebei.",
    "consent_after_asking": "De toestemming komt voor de vraag aan de derde. Controleer beide dagen.",
    "consent_after_forwarding": "De toestemming komt voor het doorsturen. Controleer beide dagen.",
    "nothing_to_reopen": "Er is geen verzoek dat u kunt heropenen: dat kan pas als er een antwoord is.",
    "subject_deceased": "Deze zaak gaat over een overleden persoon. Antwoord met de brief die dat uitlegt.",
    "death_unrecorded": "Bij het registreren is gezegd dat het over iemand gaat die is overleden. Leg eerst vast wie "
    "dit vraagt. Tot dan kan er geen brief uit, want die zou naar de overleden persoon gaan.",
    "acting_unrecorded": "Bij het registreren is gezegd dat iemand anders dit namens de aanvrager vraagt. Leg eerst "
    "vast wie dat is. Tot dan kan er geen brief uit, want die kan naar de verkeerde persoon gaan.",
    "mark_not_open": "Hier staat niets meer open: het is al vastgelegd of al hersteld. Kijk op de zaakpagina.",
    "subject_not_deceased": "Dit kan alleen in een zaak over een overleden persoon.",
    "promise_past": "Deze dag is al voorbij. Kies een dag waarop u nog kunt antwoorden.",
    "care_ground_missing": "Kies een grond, of zeg dat het geen zorgdossier is.",
    "care_facts_missing": "Schrijf op waaruit dat blijkt, of waarom er geen grond is.",
    "reopened_already": "Dit verzoek is al heropend. Ga verder in de nieuwe ronde op de zaakpagina.",
    "double_not_reopened": "Dit verzoek is afgesloten als dubbel. Heropen het in de zaak die bleef.",
    "counts_before_answer": "Deze dag ligt voor het antwoord van {answered_on}. De aanleiding kwam daarna binnen.",
    "term_met": "Bij deze termijn is al vastgelegd wat er is gedaan. Kijk op de zaakpagina.",
    "case_closed": "Deze zaak is gesloten. Kijk op de zaakpagina wat nog kan.",
    "receipt_after_event": "Op {day} is in deze zaak al iets gedaan. De dag van ontvangst kan niet later zijn.",
    "right_proposed": "Over dit verzoek is al een voorstel gedaan. Dat rust op dit recht, ook als het terugkwam. "
    "Het recht verandert daarom niet meer. Registreer wat er echt wordt gevraagd als nieuwe zaak, met dezelfde dag van "
    "ontvangst. Is dit recht niet gevraagd? Laat de aanvrager het dan intrekken, en bevestig dat met een brief.",
    "right_in_case": "Dit recht staat al in deze zaak. Kies een ander recht.",
    "reference_unknown": "Er is geen zaak met dit nummer bij deze organisatie. Controleer het nummer.",
    "double_of_itself": "Dit is het nummer van deze zaak zelf. Vul het nummer in van de zaak die blijft.",
    "double_closed": "Die zaak is al gesloten. Houd een zaak die nog loopt.",
    "double_of_another": "Die zaak is van iemand anders: naam, postcode en e-mailadres passen niet bij deze zaak. "
    "Controleer het nummer. Is het toch dezelfde persoon? Verbeter dan eerst de naam in de zaak waarin die niet klopt.",
    "double_asks_otherwise": "In die zaak loopt geen verzoek om hetzelfde recht. Er is dus niets dubbel. "
    "Controleer het nummer, of ga gewoon verder met deze zaak.",
    "double_later": "Die zaak kwam later binnen, op {received_on}. Houd de zaak die het eerst binnenkwam.",
    "note_too_long": "Een notitie is kort: gebruik hoogstens {most} tekens.",
    "not_your_note": "Deze notitie is van iemand anders. Alleen wie de notitie schreef kan haar intrekken.",
    "note_withdrawn": "Deze notitie is al ingetrokken.",
    "language_untranslated": "De vaste teksten van deze organisatie zijn niet in deze taal vertaald. "
    "Een brief kan dan niet worden gemaakt. Kies een andere taal.",
    "no_right_chosen": "Kies minstens één recht.",
    "no_request_chosen": "Kies minstens één verzoek.",
    "purpose_missing": "Kies waartegen het verzet is gericht.",
    "postcode_impossible": "Deze postcode kan niet bestaan. Vul vier cijfers en twee letters in, bijvoorbeeld 7511 AA.",
    "street_impossible": "Vul een straat met huisnummer in, of een postbus met nummer.",
    "house_number_missing": "Het huisnummer ontbreekt. Vul straat en huisnummer in.",
    "city_impossible": "Vul een plaatsnaam in, zonder cijfers.",
    "line_too_long": "Dit past niet in het venster van de envelop. Gebruik één regel van hoogstens {most} tekens.",
    "telephone_impossible": "Dit telefoonnummer kan niet. Vul 8 tot 15 cijfers in, bijvoorbeeld 053 555 01 23.",
    "email_impossible": "Dit e-mailadres kan niet. Controleer of er een @ en een punt in staat.",
    "unknown_regulation": "Van deze organisatie is geen reglement bekend.",
    "no_regulation_for_day": "Voor deze dag van ontvangst is geen versie van het reglement bekend.",
    "bsn_found": "Hier staat een getal dat een BSN kan zijn. Een BSN hoort niet in dit register. Haal het weg. "
    "Is het iets anders, zet dan onderaan een vinkje bij: dit is geen BSN.",
    "document_kind_missing": "Kies welk soort document is getoond. Schrijf het nummer niet op.",
    "identity_not_established": "Het staat nog niet vast wie dit vraagt. Leg eerst vast hoe dat is nagegaan.",
    "words_to_read_missing": "Schrijf op wat is gevraagd. Dat leest u voor.",
    "read_back_incomplete": "Vul in op welke dag het is voorgelezen, en door wie. Of laat beide leeg.",
    "not_oral": "Dit hoort bij een mondeling of telefonisch verzoek. Maak dit leeg, of kies hoe het binnenkwam.",
    "read_back_already": "Dit is al vastgelegd. Kijk op de zaakpagina.",
    "authority_not_established": "Het staat nog niet vast of dit namens de aanvrager mag. Leg dat eerst vast.",
    "explicit_request_missing": "Nog niet vastgelegd is dat de aanvrager dit zelf uitdrukkelijk vraagt "
    "({article} van het reglement). Leg dat eerst vast.",
    "scope_missing": "Schrijf waarvoor deze persoon mag optreden.",
    "authority_over": "Dit gold al niet meer toen het verzoek binnenkwam, op {received_on}. Controleer de dag.",
    "child_age_missing": "Kies hoe oud het kind was toen het verzoek binnenkwam.",
    "child_is_sixteen": "Vanaf 16 jaar vraagt het kind dit zelf (UAVG 5). Is er een machtiging? Kies dan gemachtigde.",
    "child_view_missing": "Schrijf wat het kind zelf vindt, of waarom u dat niet vroeg.",
    "child_without_parent": "Dit vult u alleen in bij een ouder.",
    "proof_does_not_fit": "Dit laat niet zien dat het mag. Kies iets anders, of kies onderaan: nee, nog niet.",
    "outside_scope": "Zet dit vinkje, of kies onderaan: nee, nog niet. Buiten de taak of machtiging mag het niet.",
    "no_representative": "Er is nu geen vertegenwoordiger in deze zaak. Kijk op de zaakpagina.",
    "hearing_missing": "Er kan nog niet worden beslist: wie de gegevens verzamelde is nog niet gehoord "
    "({article} van het reglement). Leg dat eerst vast.",
    "task_due_past": "Deze dag is al voorbij. Kies vandaag, {today}, of later.",
    "task_due_late": "Dit is te laat: de aanvrager moet op tijd antwoord hebben. Kies een dag tot en met {last}.",
    "task_nobody": "Kies een collega die nu in deze organisatie werkt.",
    "task_decided": "Over een van deze verzoeken is al besloten. Horen kan alleen vóór het besluit.",
    "task_case_closed": "Deze zaak is gesloten. Er is geen antwoord meer nodig.",
    "task_withdrawn": "Deze vraag is ingetrokken. Er is geen antwoord meer nodig.",
    "task_answered": "Deze vraag is al beantwoord. Intrekken kan niet meer.",
    "third_party_no_time": "Geef de derde tijd om te antwoorden: kies een dag na {asked_on}.",
    "third_party_term_runs": "De derde heeft nog tot en met {due_on}. Pas daarna kunt u vastleggen dat er niets kwam.",
    "third_party_decided": "Over een van deze verzoeken is al besloten. Een zienswijze helpt alleen vóór het besluit.",
    "third_party_not_needed": "Op dit antwoord wordt niet meer gewacht. Vraag het zo nodig opnieuw.",
    "own_proposal": "Dit is uw eigen voorstel. Iemand anders moet hierover adviseren of beslissen.",
    "own_advice": "U gaf zelf advies over dit voorstel. Iemand anders moet beslissen.",
    "advice_missing": "Over deze versie is nog geen advies gegeven. Zonder advies kan een afwijzing niet doorgaan.",
    "officer_term_running": "De FG kan nog advies geven. Pas na die termijn wordt de waarnemer gevraagd.",
    "advice_term_running": "De termijn voor advies loopt nog. Pas daarna kan een besluit zonder advies.",
    "reason_without_advice_missing": "U gaat verder zonder advies. Schrijf waarom dat niet kon wachten.",
    "officer_goes_without": "U kunt hier zelf advies over geven. Iemand anders moet zonder advies beslissen.",
    "remark_place_unknown": "Een opmerking hoort bij een veld dat er niet meer is. Open het scherm opnieuw.",
    "advice_required": "Dit voorstel moet eerst voor advies worden voorgelegd.",
    "advice_not_required": "Voor dit voorstel is geen advies nodig.",
    "not_refusable": "Dit verzoek kan niet worden afgewezen ({article}). Kies toewijzen.",
    "legal_nature_unknown": "Van deze organisatie is nog niet vastgelegd of zij een bestuursorgaan is. "
    "Daarvan hangt af waar de aanvrager terecht kan. Vraag de beheerder van de toepassing om dat in te vullen.",
    "letter_not_final": "Deze brief is nog niet definitief. Maak hem eerst definitief.",
    "not_granted": "Bij dit verzoek is niets toegewezen, dus er valt niets uit te voeren.",
    "not_refused": "Bij dit verzoek is iets toegewezen dat nog moet worden uitgevoerd.",
    "answer_missing": "Schrijf wat de aanvrager krijgt, en hoe en wanneer.",
    "detail_missing": "Dit ontbreekt nog: {what}.",
    "detail_too_long": "Dit is te lang. Gebruik hoogstens {most} tekens.",
    "detail_of_one_line": "Zet dit op één regel, van hoogstens {most} tekens.",
    "detail_unreadable": "Dit hoort hier niet. Vul het opnieuw in.",
    "too_many_rows": "Gebruik hoogstens {most} regels.",
    "appointment_past": "Deze dag is al voorbij. Kies vandaag, {today}, of later.",
    "refusal_without_ground": "Een afwijzing heeft minstens één onderdeel met een grond en een reden nodig.",
    "refusal_grants_part": "U wijst een onderdeel toe. Kies dan bij de uitkomst: gedeeltelijk toewijzen.",
    "partial_without_grant": "U wijst een deel toe. Schrijf een onderdeel op dat u toewijst, of kies afwijzen.",
    "grant_with_parts": "U kiest toewijzen, maar vulde hieronder een onderdeel in. "
    "Kies gedeeltelijk toewijzen, of haal het onderdeel weg.",
    "part_unnamed": "Schrijf om welk deel van het verzoek dit gaat.",
    "ground_missing": "Kies een grond.",
    "ground_does_not_fit": "Deze grond hoort niet bij dit recht. Kies een andere grond.",
    "facts_missing": "Schrijf de feiten van deze zaak, minstens {least} tekens. Een grond zonder feiten is geen reden.",
    "review_year_missing": "Schrijf ook in welk jaar u dit opnieuw bekijkt: het belang van een ander kan ophouden.",
    "weighing_missing": "Bij deze grond hoort een afweging. Schrijf die op, in minstens {least} tekens.",
    "gap_left": "Hier staat nog iets tussen vierkante haken. Vul dat in, of haal het weg met de haken erbij.",
    "only_formula": "Dit past bij elke zaak. Schrijf wat er in deze zaak is: welk stuk, wie, wanneer en waarom.",
    "no_words": "Hier staan geen gewone zinnen. Schrijf in eigen woorden wat er in deze zaak is.",
    "says_the_same": "Hier staat steeds hetzelfde. Schrijf het één keer, en vertel wat er in deze zaak is.",
    "statute_missing": "Schrijf welke wet het bewaren verplicht, met het artikel.",
    "keep_until_missing": "Vul in tot welke dag de gegevens bewaard moeten blijven.",
    "kind_not_composed": "Deze brief volgt uit het besluit of uit de zaak. U schrijft hem niet zelf.",
    "kind_fixed": "Een concept blijft dezelfde soort brief. Gooi het weg en begin een nieuw concept.",
    "request_does_not_fit": "Deze brief hoort niet bij elk verzoek dat u koos. "
    "Kies alleen verzoeken waar hij bij hoort.",
    "action_does_not_fit": "Dat is niet wat er is toegewezen. Kies wat bij het verzoek hoort.",
    "request_answered": "Dit verzoek is al beantwoord. Deze brief hoort bij een verzoek zonder antwoord.",
    "identity_known": "Het staat al vast wie dit vraagt. Deze brief is dan niet meer nodig. "
    "Bent u al begonnen? Gooi het concept dan weg.",
    "proof_not_asked": "U heeft nog niet gevraagd wie dit vraagt. Verstuur eerst een verzoek om identificatie of "
    "machtiging. Komt er geen bewijs, dan kan deze brief.",
    "proof_awaited": "Wie dit vraagt, heeft nog tijd om dat te laten zien. Wacht tot {first}, of leg bij de identiteit "
    "vast dat het niet lukte. Het concept blijft bewaard.",
    "forwarding_not_recorded": "Er is nog niet vastgelegd dat dit is doorgestuurd, en met welke toestemming. Kies op "
    "de zaakpagina “Vastleggen dat een verzoek is doorgestuurd”. Maak daarna deze brief.",
    "forwarding_other_basis": "Bij het doorsturen is iets anders vastgelegd over de toestemming. Kijk op de "
    "zaakpagina, en kies wat daar staat.",
    "forwarding_other_day": "Er is vastgelegd dat dit is doorgestuurd op {day}. Neem die dag over.",
    "round_not_extended": "Een verzoek dat is heropend, kan niet worden verlengd. De ronde heeft een eigen maand.",
    "extension_exists": "Voor dit verzoek is er al een verlengingsbericht. De wet staat één verlenging toe.",
    "extension_too_late": "Verlengen kan alleen in de eerste maand: tot en met {last_day}. "
    "Die is voorbij. Maak een bericht van vertraging en antwoord zo snel mogelijk.",
    "lifted_too_soon": "De aanvrager hoort dit vóór de afscherming stopt. Kies een dag na {letter_day}.",
    "expected_in_past": "Deze dag moet nog komen. Kies een dag na {letter_day}.",
    "correction_reason_missing": "Schrijf wat er niet goed was in de eerdere brief. Dat staat in de nieuwe brief.",
    "letter_not_posted": "Alleen een brief die is verzonden krijgt een verbetering. "
    "Is hij nog niet weg? Laat hem dan vervallen en maak een nieuwe.",
    "letter_replaced": "Er is al een nieuwere brief die deze vervangt. Kijk op de zaakpagina.",
    "correction_differs": "Een verbetering is dezelfde soort brief, over dezelfde verzoeken.",
    "draft_moved": "Dit concept is intussen gebruikt of weggegooid. Kijk op de zaakpagina.",
    "draft_newer": "Er is een nieuwere versie van dit concept. Lees die eerst. Wat u typte is bewaard.",
    "draft_waits": "Dit concept is al voorgelegd, of het kwam terug. Pas het eerst aan.",
    "draft_not_submitted": "Dit concept ligt niet voor advies. Kijk op de zaakpagina.",
    "draft_not_advised": "Over deze versie is nog geen advies gegeven. Leg het concept eerst voor.",
    "draft_needed": "Over deze brief gaat eerst een advies. Schrijf de verbetering als concept en leg het voor.",
    "own_draft": "Dit is uw eigen concept. Iemand anders moet hierover adviseren.",
    "draft_term_running": "De termijn voor advies loopt nog. Pas daarna kan de brief zonder advies verder.",
    "own_draft_released": "Dit is uw eigen concept. Iemand anders moet beslissen of het zonder advies verder mag.",
    "letter_format_old": "Deze brief kreeg zijn nummer in een oudere versie van het programma. "
    "Laat hem vervallen en maak een nieuwe.",
    "remark_missing": "Schrijf een opmerking, zodat de ander weet wat er moet veranderen.",
    "reason_against_advice_missing": "U beslist tegen het advies in. Schrijf waarom.",
    "duty_open": "Bevestig eerst dat dit is gedaan: {text} Is het niet gedaan? Schrijf dan hieronder waarom niet.",
    "reconsider_one_of_both": "Vul één van de twee dagen in: tot wanneer er bedenktijd is, of wanneer iemand "
    "zei dat dit niet nodig is.",
    "reconsider_past": "Deze dag is voorbij. Kies een dag die nog komt.",
    "reconsider_past_term": "De bedenktijd mag niet langer zijn dan de termijn. Kies een dag tot en met {last}.",
    "recipient_letter_missing": "Kies de brief aan deze ontvanger. Is er nog geen brief? Schrijf die eerst.",
    "recipient_reason_short": "Schrijf waarom het niet kan, of waarom het te veel moeite kost.",
    "recipient_told": "Over deze ontvanger is al vastgelegd hoe het is verteld. Dat verandert niet meer.",
    "recipients_closed": "Dit verzoek is afgesloten. De lijst verandert niet meer.",
    "no_recipients": "Bij dit recht hoeft niemand anders iets te weten.",
    "recipients_open": "Nog niet iedereen op de lijst van ontvangers weet het: {names}. Leg dat eerst vast.",
    "recipients_listed": "Op de lijst staan ontvangers. Kies ja, of haal hen van de lijst.",
    "without_time_short": "Er is geen bedenktijd vastgelegd. Schrijf waarom, of leg de bedenktijd eerst vast.",
    "before_access_short": "Een inzage of kopie in deze zaak wacht nog. Voer die eerst uit, of schrijf waarom niet.",
    "before_access_nothing": "Er wacht geen inzage of kopie meer in deze zaak. Maak dit veld leeg.",
    "without_time_nothing": "Er is bedenktijd vastgelegd. Maak dit veld leeg.",
    "nothing_to_reconsider": "Bedenktijd hoort bij een verwijdering die nog niet is uitgevoerd.",
    "erasure_too_soon": "De aanvrager heeft bedenktijd tot {until}. Verwijder eerder niets, of leg vast dat de "
    "aanvrager geen bedenktijd meer wil.",
    "nothing_to_lift": "Dit hoort bij een afscherming die is uitgevoerd.",
    "lifted_before": "Dat de afscherming is gestopt, is al vastgelegd.",
    "lift_not_told": "Stuur eerst de brief die zegt dat de afscherming stopt. Pas daarna mag het.",
    "lift_before_told": "De brief hierover ging weg op {posted_on}. Stop de afscherming pas na die dag.",
    "lift_before_named": "In de brief staat dat de afscherming stopt vanaf {named}. Kies die dag of later.",
    "stop_not_asked": "Dit verzoek vraagt niet om direct te stoppen.",
    "use_stopped_before": "Dat het gebruik is gestopt, is al vastgelegd. Kijk op de zaakpagina.",
    "use_not_stopped": "Leg eerst vast dat het gebruik is gestopt. "
    "Dat moet direct, hoe het verzoek ook eindigt (AVG 21(3)).",
    "stop_before_receipt": "Deze dag ligt voor de ontvangst van het verzoek op {received_on}. "
    "Was het gebruik toen al gestopt? Vul dan de dag van ontvangst in.",
    "not_done_short": "Leg dit iets verder uit, met minstens {least} letters.",
    "not_done_nothing": "Alles is aangevinkt. Maak dit veld leeg, of haal het vinkje weg bij wat niet is gedaan.",
    "not_left_undone": "Dit voert de organisatie zelf uit, ook zonder de aanvrager. Leg vast wat er is gedaan.",
    "invited_too_few": "Nodig minstens {least} keer uit. Vul in hoe vaak dat is gedaan.",
    "invited_nothing": "Dit hoort alleen bij iemand die niet kwam. Maak dit veld leeg.",
    "undone_before_answer": "Deze dag ligt voor het antwoord van {answered_on}. Controleer de dag.",
    "undone_short": "Leg dit iets verder uit, met minstens {least} letters.",
    "row_not_whole": "Vul regel {row} helemaal in, of maak die regel leeg.",
    "row_day_unreadable": "Regel {row}: schrijf de dag zo: 18-11-2026.",
    "row_day_in_future": "Regel {row}: deze dag ligt in de toekomst. Vul een dag in tot en met {today}.",
    "row_day_before_receipt": "Regel {row}: deze dag ligt voor de ontvangst van het verzoek op {received_on}.",
    "row_day_past": "Regel {row}: deze dag is voorbij. Verwijder de gegevens, of noem de dag die nog komt.",
    "stays_in_full_grant": "Er is alles toegewezen. Als er iets blijft staan, is het een gedeeltelijke toewijzing. "
    "Heropen dan het verzoek en doe een nieuw voorstel.",
    "stays_missing": "Volgens het besluit blijft dit staan: {parts}. Schrijf voor elk onderdeel een regel.",
    "stays_without_ground": "Noem de grond uit het besluit, of de wet met het artikel.",
    "recipients_missing": "Noem elke ontvanger: wie het weet, of wie niet en waarom niet.",
    "letter_date_past": "Een brief krijgt de datum waarop hij de deur uitgaat. Kies vandaag, {today}, of later.",
    "letter_date_far": "Deze datum ligt te ver weg. Een brief krijgt de datum waarop hij de deur uitgaat, "
    "hoogstens {most} dagen vooruit.",
    "letter_incomplete": "De brief is nog niet af: {missing}.",
    "posted_before_date": "De brief is gedateerd op {dated}. Hij kan niet eerder zijn verzonden.",
    "posted_after_date": "De brief is gedateerd op {dated}. De termijn in de brief loopt vanaf die dag. "
    "Verstuurt u hem op een andere dag? Laat deze brief vervallen en maak een nieuwe.",
    "keep_until_past": "Deze dag is al voorbij. Kies een dag na {today}, of een andere grond.",
    "track_code_not_registered": "Een code hoort bij aangetekende post. Kies aangetekend, of maak dit veld leeg.",
    "track_code_impossible": "Deze code kan niet. Gebruik alleen letters en cijfers, hoogstens {most}.",
    "letter_void": "Deze brief is vervallen. Hij kan niet meer worden verzonden.",
    "letter_gone": "Deze brief wacht niet meer: iemand anders heeft hem verzonden of laten vervallen.",
    "letter_damaged": "Brief {number} is niet meer zoals hij werd bewaard. Laat hem uit de stapel en meld dit bij uw "
    "beheerder.",
    "letters_refused": "Er is niets vastgelegd. Bij deze brieven kan het niet zo:",
    "printer_exists": "Er is al een printer met deze naam. Kies een andere naam.",
    "printer_changed": "Iemand anders heeft deze printer gewijzigd. Controleer de getallen en sla ze opnieuw op.",
    "name_too_long": "Deze naam is te lang. Gebruik hoogstens {most} tekens.",
    "offset_too_far": "Dit is te ver. Vul een getal in van -{most} tot en met {most}.",
    "offset_unreadable": "Vul een getal in millimeters in, met hoogstens één cijfer achter de komma. Bijvoorbeeld 1,5.",
    "no_letter_chosen": "Kies minstens één brief.",
    "way_not_allowed": "Het reglement staat deze manier van verzenden niet toe.",
    "wrong_credentials": "E-mailadres of wachtwoord klopt niet. Probeer het opnieuw.",
    "too_many_attempts": "Er is te vaak geprobeerd om in te loggen. Probeer het over {minutes} minuten opnieuw.",
    "password_short": "Kies een wachtwoord van minstens {least} tekens.",
    "password_long": "Dit wachtwoord is te lang. Gebruik hoogstens {most} tekens.",
    "password_pattern": "Dit wachtwoord herhaalt zich, of het is een rijtje. Kies bijvoorbeeld vier losse woorden.",
    "password_common": "Dit wachtwoord wordt vaak gebruikt en is snel te raden. Kies bijvoorbeeld vier losse woorden.",
    "password_own_name": "Dit wachtwoord bestaat vooral uit uw naam of e-mailadres. "
    "Kies bijvoorbeeld vier losse woorden.",
    "password_wrong": "Dit is niet uw huidige wachtwoord. Probeer het opnieuw.",
    "password_same": "Dit is uw huidige wachtwoord. Kies een ander.",
    "password_differs": "De twee wachtwoorden zijn niet gelijk. Typ het nieuwe wachtwoord twee keer hetzelfde.",
    "role_exists": "Deze persoon heeft deze rol al, of krijgt hem al op een latere dag.",
    "role_day_past": "Deze dag is al voorbij. Kies vandaag, {today}, of een latere dag.",
    "role_ended": "Deze rol is al beëindigd. Kijk op de pagina van de gebruiker.",
    "deputy_days_backwards": "De laatste dag ligt voor de eerste dag. Kies een latere laatste dag.",
    "deputy_too_long": "Dit is langer dan een jaar. Kies een eerdere laatste dag.",
    "deputy_already": "Er is in deze dagen al een waarnemer. Beëindig die waarneming eerst, of kies andere dagen.",
    "deputy_away": "Deze persoon is in deze dagen zelf afwezig. Kies iemand anders, of andere dagen.",
    "deputy_for_another": "Wie afwezig is neemt in deze dagen zelf waar voor iemand anders. Regel dat eerst.",
    "deputy_without_role": "Deze persoon is in deze dagen geen contactpersoon bij deze organisatie. Kies een ander.",
    "deputy_not_needed": "Deze persoon is in deze dagen zelf geen contactpersoon bij deze organisatie.",
    "deputy_over": "Deze waarneming is al voorbij of beëindigd.",
    "last_administrator": "Dit is de laatste beheerder van deze organisatie. Geef eerst iemand anders de rol van "
    "beheerder, zonder einddag.",
    "own_role": "U kunt uzelf geen rol geven. Vraag een andere beheerder.",
    "own_account": "Dit is uw eigen account. Vraag een andere beheerder, of kijk op de pagina Mijn account.",
    "user_without_role": "Deze persoon heeft nu geen rol in uw organisatie. Een andere beheerder moet dit doen.",
    "mail_not_sent": "De e-mail is niet verzonden. Er is geen link die werkt. Probeer het later nog eens.",
    "user_elsewhere": "Deze persoon werkt ook voor een organisatie die u niet beheert. Zijn of haar account kunt u "
    "daarom niet wijzigen. Een rol in uw organisatie kunt u wel geven en beëindigen.",
    "already_member": "Deze persoon heeft al een rol in deze organisatie. Geef een rol erbij op de pagina Gebruikers.",
    "invitation_open": "Er is al een uitnodiging voor dit adres. Vernieuw die, of trek die eerst in.",
    "invitation_closed": "Deze uitnodiging is al gebruikt of ingetrokken. Kijk in de lijst.",
    "no_role_chosen": "Kies minstens één rol.",
    "link_dead": "Deze link werkt niet meer. Vraag de beheerder om een nieuwe.",
    "user_changed": "Iemand anders heeft deze gegevens gewijzigd. Controleer ze en sla ze opnieuw op.",
    "user_inactive": "Deze gebruiker is inactief. Maak de gebruiker eerst actief.",
    "account_exists": "Er is al een account met dit e-mailadres.",
    **RENDER_SENTENCES,
    "signed_out": "U bent afgemeld. Hieronder staat wat u typte: kopieer het. Meld u daarna opnieuw aan.",
    "draft_too_long": "Dit is te lang om te bewaren. Rond het verzoek af, of maak de tekst korter.",
    "too_many_drafts": "U hebt al {most} registraties bewaard. Rond er eerst een af, of gooi er een weg.",
    "purpose_without_objection": "U koos waartegen het verzet is gericht, maar niet het verzet zelf. Kruis verzet aan, "
    "of kies daaronder: geen verzet.",
    "statute_without_article": "Noem ook het artikel van de wet, bijvoorbeeld: artikel 52.",
    "statute_is_own_rule": "Een eigen reglement of bewaartermijn is geen wet. Noem de wet die bewaren verplicht.",
    "file_damaged": "Dit bestand is niet meer zoals het werd bewaard. Meld dit bij uw beheerder.",
    "statute_not_needed": "Dit hoort bij een andere grond. Maak dit veld leeg, of kies: een wet verplicht tot bewaren.",
    "proposal_too_long": "De teksten zijn samen te lang voor een brief. Maak ze korter: hoogstens {most} regels.",
    "too_many_parts": "Gebruik hoogstens {most} onderdelen.",
    "words_too_long": "Dit is te lang om in een brief aan te halen. Neem hoogstens {most} regels over.",
    "logo_missing": "Kies een bestand met het logo.",
    "logo_not_picture": "Dit is geen PNG of SVG. Bewaar het logo als PNG of SVG en kies dat bestand.",
    "logo_too_large": "Dit bestand is te groot. Kies een logo van hoogstens {most} kB.",
    "logo_too_detailed": "Dit logo is te ingewikkeld: ook zonder bijzaken is het groter dan {most} kB. "
    "Kies een eenvoudiger logo, of bewaar het als PNG.",
    "logo_too_detailed_inside": "Dit logo bestaat uit te veel onderdelen: meer dan {most}. Bewaar het als PNG.",
    "logo_too_many_pixels": "Dit logo heeft te veel beeldpunten: meer dan {most} miljoen. Maak het kleiner.",
    "logo_damaged": "Dit bestand is beschadigd. Bewaar het logo opnieuw en kies dat bestand.",
    "logo_reaches_outside": "Dit SVG-bestand verwijst naar iets buiten het logo, en dat mag niet. Bewaar het als PNG.",
    "logo_more_than_shapes": "In dit SVG-bestand staat meer dan vormen ({what}). "
    "Zet letters om in vormen, of bewaar het logo als PNG.",
    "logo_draws_itself": "Een deel van dit SVG-bestand tekent zichzelf, zonder einde. Bewaar het logo als PNG.",
    "logo_without_size": "In dit SVG-bestand staat niet hoe groot het logo is. Bewaar het opnieuw, of als PNG.",
    "accent_impossible": "Dit is geen kleur. Schrijf een # met zes tekens, bijvoorbeeld #0b6e4f.",
    "accent_too_light": "Deze kleur is te licht om op wit te lezen: het contrast is {contrast}, en het moet minstens "
    "{least} zijn. Kies een donkerder kleur.",
    "unprintable": "Deze tekens kunnen niet op papier: {characters}. Schrijf het met gewone letters.",
}
SENTENCES: Mapping[str, str] = Words(_DUTCH)

# True of any field: where they stand apart from it, the field has to be named.
_ABOUT_ANY_FIELD = (
    "required",
    "choose_one",
    "day_unreadable",
    "day_in_future",
    "bsn_found",
    "detail_too_long",
    "detail_of_one_line",
    "detail_unreadable",
    "gap_left",
)


def about_any_field(text: str) -> bool:
    """Say whether a sentence does not tell by itself which field it is about."""
    return text.startswith(tuple(SENTENCES[code].partition("{")[0] for code in _ABOUT_ANY_FIELD))


def sentence(code: str, **details: object) -> str:
    """Give the sentence for a code, with its details filled in; an unknown code raises KeyError."""
    return SENTENCES[code].format(**{name: _word(value) for name, value in details.items()})


def lazy_sentence(code: str, **details: object) -> str:
    """Give a sentence that is said when it is shown, for a form that is made before anybody looks."""
    return lazy(sentence, code, **details)


def _word(value: object) -> str:
    if isinstance(value, date):
        return date_in_words(value)
    if isinstance(value, float):
        return number(value, "0.0")
    if isinstance(value, Placeholder):
        return WORDS[value.name].missing
    if isinstance(value, tuple):
        return "; ".join(str(part) for part in value)
    return str(value)
