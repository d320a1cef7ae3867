"""The dozen invented cases: people, places and stories that do not exist, in every stage of the way."""

from dataclasses import dataclass, field
from datetime import date

from dsar.cli.demo_details import INSPECTION_HELD, copy_on_paper, correction, inspection
from dsar.cli.demo_drafts import EXTENDED, EXTENSION_NOTICE, IDENTITY_ASKED, IDENTITY_REQUEST, LATE_ANSWER, DemoDraft
from dsar.cli.demo_tasks import SEARCH_CABINET, DemoTask
from dsar.core.fields import Fields
from dsar.core.intake import NewSubject
from dsar.core.proposals import PartInput, ProposalInput
from dsar.core.vocabulary import AdviceKind, Channel, ObjectionPurpose, Outcome, Right


@dataclass(slots=True)
class DemoRequest:
    """A wish and its way; every `…_days_ago` that is None has not happened yet."""

    right: Right
    words: str
    purpose: ObjectionPurpose | None = None
    proposal: ProposalInput | None = None
    appointment_days_ago: int | None = None  # of an inspection; negative: still to come
    proposed_days_ago: int | None = None
    advice: AdviceKind = AdviceKind.RETURN
    remark: str = "Noem het artikel van de wet en de dag tot wanneer u bewaart."
    advised_days_ago: int | None = None
    revised_days_ago: int | None = None
    agreed_days_ago: int | None = None
    decided_days_ago: int | None = None
    letter_days_ago: int | None = None
    posted_days_ago: int | None = None
    carried_out_days_ago: int | None = None
    done: Fields = INSPECTION_HELD
    duties: tuple[str, ...] = ()
    made: dict[str, int] = field(default_factory=dict)  # what came out: the letter's id


@dataclass(frozen=True, slots=True)
class DemoCase:
    """A letter from a client, received some days before the demo is made."""

    organisation: str
    received_days_ago: int
    channel: Channel
    subject: NewSubject
    requests: tuple[DemoRequest, ...]
    identity_days_ago: int | None = None
    heard_days_ago: int | None = None
    drafts: tuple[DemoDraft, ...] = ()  # about the first request
    tasks: tuple[DemoTask, ...] = ()


def _person(
    salutation: str, initials: str, prefix: str, name: str, street: str, postcode: str, city: str
) -> NewSubject:
    return NewSubject(salutation, initials, prefix, name, street, postcode, city)


def _grant(answer: str, details: Fields) -> ProposalInput:
    return ProposalInput(Outcome.GRANT, answer=answer, details=details)


_INSPECTION = "U kunt uw hele dossier bekijken. Wij leggen uit wat erin staat."
_KEEP_INVOICES = ProposalInput(
    Outcome.REFUSE,
    parts=(
        PartInput(
            what="De facturen van uw traject",
            outcome=Outcome.REFUSE,
            ground="law_requires_keeping",
            facts="Op de facturen aan de gemeente staan uw naam en de weken van uw traject.",
            statute="Algemene wet inzake rijksbelastingen, artikel 52",
            keep_until=date(2032, 12, 31),
            alternative="Wij schermen de facturen af. Alleen de administratie kan ze nog zien.",
        ),
    ),
)
_OPINION = ProposalInput(
    Outcome.REFUSE,
    parts=(
        PartInput(
            what="De zin over uw houding in het verslag",
            outcome=Outcome.REFUSE,
            ground="opinion",
            facts="De zin is de indruk van de werkbegeleider na drie weken samenwerken. Het is geen feit.",
        ),
    ),
)
_PARTIAL_INSPECTION = ProposalInput(
    Outcome.PARTIAL,
    answer="U krijgt inzage in uw hele dossier, op één gesprek na.",
    details=inspection("Gemeente Almelo"),
    parts=(
        PartInput(what="Uw plan, verslagen en brieven", outcome=Outcome.GRANT),
        PartInput(
            what="Het verslag van het gesprek met iemand anders",
            outcome=Outcome.REFUSE,
            ground="rights_of_others",
            facts="In dat gesprek vertelt iemand anders over de eigen gezondheid.",
            weighing="Weglakken helpt niet: dan blijft er niets over. Het belang van de ander weegt hier zwaarder.",
            alternative="Wij vertellen u in een gesprek wat het verslag voor uw traject betekent.",
        ),
    ),
)

CASES: tuple[DemoCase, ...] = (
    DemoCase(
        "westendorp-pr",
        3,
        Channel.POST,
        _person("mrs", "A.", "", "Talsma", "Lindelaan 12", "7511 AA", "Enschede"),
        (DemoRequest(Right.INSPECTION, "Ik wil weten wat er over mij in het dossier staat."),),
        drafts=(IDENTITY_REQUEST,),
    ),
    DemoCase(
        "westendorp-pr",
        18,
        Channel.POST,
        _person("mr", "J.P.", "van der", "Molen", "Havenstraat 7", "7521 BC", "Enschede"),
        (
            DemoRequest(
                Right.ERASURE,
                "Haal de facturen van mijn traject weg.",
                proposal=_KEEP_INVOICES,
                proposed_days_ago=10,
            ),
        ),
        identity_days_ago=16,
        heard_days_ago=14,
    ),
    DemoCase(
        "westendorp-pr",
        40,
        Channel.DESK,
        _person("unknown", "S.", "el", "Amrani", "Kerkplein 3", "7551 CD", "Hengelo"),
        (
            DemoRequest(
                Right.INSPECTION,
                "Graag inzage in mijn dossier.",
                proposal=_grant(_INSPECTION, inspection("Gemeente Hengelo")),
                appointment_days_ago=24,
                proposed_days_ago=34,
                agreed_days_ago=32,
                decided_days_ago=31,
                letter_days_ago=30,
                posted_days_ago=30,
                carried_out_days_ago=24,
            ),
        ),
        identity_days_ago=38,
    ),
    DemoCase(
        "zaz-welzijn",
        33,
        Channel.EMAIL,
        _person("mr", "K.", "", "Özdemir", "Spoorlaan 45", "7512 EF", "Enschede"),
        (DemoRequest(Right.COPY, "Stuur mij een kopie van mijn plan."),),
        identity_days_ago=30,
        drafts=(LATE_ANSWER,),
    ),
    DemoCase(
        "zaz-welzijn",
        2,
        Channel.TELEPHONE,
        _person("mrs", "M.", "de", "Groot", "Molenweg 88", "7523 GH", "Enschede"),
        (
            DemoRequest(
                Right.OBJECTION, "Ik wil niet op de foto in de nieuwsbrief.", purpose=ObjectionPurpose.COMMERCIAL
            ),
        ),
    ),
    DemoCase(
        "aanzien",
        20,
        Channel.POST,
        _person("mrs", "F.", "", "Kowalczyk", "Parkstraat 101", "7607 JK", "Almelo"),
        (
            DemoRequest(
                Right.INSPECTION,
                "Ik wil mijn verslagen lezen.",
                proposal=_PARTIAL_INSPECTION,
                appointment_days_ago=-7,
                proposed_days_ago=12,
                agreed_days_ago=9,
            ),
        ),
        identity_days_ago=17,
    ),
    DemoCase(
        "aanzien",
        11,
        Channel.ORAL,
        _person("mr", "R.", "", "Hofman", "Beukenlaan 5", "7608 LM", "Almelo"),
        (DemoRequest(Right.CORRECTION, "Mijn geboortedatum klopt niet."),),
        identity_days_ago=10,
        drafts=(EXTENSION_NOTICE,),
        tasks=(SEARCH_CABINET,),
    ),
    DemoCase(
        "werk-op-maat",
        9,
        Channel.POST,
        _person("mr", "D.", "", "Verbeek", "Zuidersingel 30", "8911 NP", "Leeuwarden"),
        (
            DemoRequest(
                Right.COPY,
                "Ik wil een kopie van alles.",
                proposal=_grant(
                    "U krijgt een kopie van uw hele dossier. Wij sturen die met de post.",
                    copy_on_paper("Gemeente Leeuwarden"),
                ),
                proposed_days_ago=6,
                decided_days_ago=4,
            ),
        ),
        identity_days_ago=8,
    ),
    DemoCase(
        "werk-op-maat",
        60,
        Channel.POST,
        _person("mrs", "L.", "van", "Rijn", "Oosterweg 14", "8921 QR", "Leeuwarden"),
        (
            DemoRequest(
                Right.CORRECTION,
                "Er staat dat ik geen zin had. Dat is niet waar.",
                proposal=_OPINION,
                proposed_days_ago=52,
                advice=AdviceKind.RETURN,
                advised_days_ago=50,
                revised_days_ago=48,
                agreed_days_ago=46,
                decided_days_ago=44,
                letter_days_ago=43,
                posted_days_ago=43,
            ),
        ),
        identity_days_ago=58,
    ),
    DemoCase(
        "werkkrachtcentrale",
        25,
        Channel.POST,
        _person("mr", "T.", "", "Nowak", "Dijkgraaf 2", "1811 ST", "Alkmaar"),
        (
            DemoRequest(
                Right.CORRECTION,
                "Mijn laatste werkgever staat er verkeerd in.",
                proposal=_grant("Wij zetten uw laatste werkgever goed in het dossier.", correction("Gemeente Alkmaar")),
                proposed_days_ago=20,
                agreed_days_ago=18,
                decided_days_ago=16,
                letter_days_ago=15,
                posted_days_ago=15,
            ),
        ),
        identity_days_ago=23,
    ),
    DemoCase(
        "werkkrachtcentrale",
        14,
        Channel.DESK,
        _person("mrs", "H.", "", "Brouwer", "Langestraat 66", "1812 TV", "Alkmaar"),
        (
            DemoRequest(
                Right.INSPECTION,
                "Ik wil mijn gegevens inzien.",
                proposal=_grant(_INSPECTION, inspection("Gemeente Alkmaar")),
                appointment_days_ago=-8,
                proposed_days_ago=9,
                advice=AdviceKind.RETURN,
                remark="Schrijf erbij hoe lang de afspraak duurt en wat mevrouw mag meenemen.",
                advised_days_ago=7,
            ),
        ),
        identity_days_ago=12,
    ),
    DemoCase(
        "zaz-welzijn",
        21,
        Channel.POST,
        _person("mr", "W.", "", "Jansma", "Veldzicht 9", "7534 VW", "Enschede"),
        (
            DemoRequest(
                Right.ERASURE,
                "Gooi de facturen met mijn naam weg.",
                proposal=_KEEP_INVOICES,
                proposed_days_ago=15,
                agreed_days_ago=12,
                decided_days_ago=10,
                letter_days_ago=1,
            ),
        ),
        identity_days_ago=19,
    ),
    DemoCase(
        "aanzien",
        12,
        Channel.EMAIL,
        _person("mrs", "N.", "", "Haddad", "Wilgenstraat 22", "7604 WX", "Almelo"),
        (DemoRequest(Right.COPY, "Ik wil graag een kopie van mijn dossier."),),
        drafts=(IDENTITY_ASKED,),
    ),
    DemoCase(
        "werkkrachtcentrale",
        22,
        Channel.POST,
        _person("mr", "P.", "de", "Wit", "Kanaalkade 14", "1811 YZ", "Alkmaar"),
        (DemoRequest(Right.INSPECTION, "Ik wil alles zien wat er over mij is bewaard."),),
        identity_days_ago=20,
        drafts=(EXTENDED,),
    ),
)
