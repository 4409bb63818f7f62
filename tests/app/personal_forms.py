"""Sentences that tell of a single person, made of names, roles, verbs and ways of writing.

The names were drawn up apart from the lists of the package: a part of them is in none of those.
"""

from __future__ import annotations

import unicodedata
from itertools import cycle, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = {
    "swedish": (
        *("Anna Andersson", "Svante Ek", "Gun-Britt Sjö"),
        *("Lars-Erik von Sydow", "Tindra Kvarnlöf", "Nils Per-Ersson"),
    ),
    "finnish": (
        *("Pekka Virtanen", "Aino Mäkelä", "Outi Kärkkäinen"),
        *("Veikko Jylhä", "Tuulikki Hietala", "Kaarlo Ylitalo"),
    ),
    "sámi": (
        *("Máhtte Sara", "Biret Ánne Utsi", "Niillas Blind"),
        *("Áilu Sámmol", "Elle-Márjá Labba", "Jovnna Gaup"),
    ),
    "polish": (
        *("Małgorzata Wiśniewska", "Łukasz Wójcik", "Bożena Szczęsna"),
        *("Zbigniew Kowal", "Wit Żak", "Kazimiera Duda"),
    ),
    "balkan": (
        *("Željko Đurić", "Amra Hodžić", "Xhevahire Berisha"),
        *("Fatmire Gashi", "Dragiša Peković", "Ljubiša Tot"),
    ),
    "russian": (
        *("Oleksandr Shevchenko", "Svetlana Ivanova", "Yevgeniya Zhuk"),
        *("Ruslan Bondar", "Mykhailo Petrenko"),
    ),
    "arabic": (
        *("Fatuma al-Hassan", "Ahmad El Khatib", "Nour Haddad"),
        *("Bushra Qabbani", "Mouhannad Darwish"),
    ),
    "somali": (
        *("Cabdi Xirsi Warsame", "Hodan Abdi Farah", "Ayaan Jama"),
        *("Liban Guled Nuur", "Sagal Diiriye"),
    ),
    "persian": (
        *("Shirin Ahmadi", "Behrouz Tehrani", "Golnaz Farrokhzad"),
        *("Kourosh Zand", "Niloufar Parsi"),
    ),
    "turkish": (
        *("Çiğdem Yılmaz", "Şükran Kaya", "Gökhan Öztürk"),
        *("Berfin Demirtaş", "Nuri Şen", "Rojhat Aslan"),
    ),
    "vietnamese": (
        *("Nguyen Thi Hoa", "Tran Van Minh", "Phạm Thu Hương"),
        *("Le Quang Vinh", "Bui Thanh Tung"),
    ),
    "chinese": (
        *("Li Wei", "Wang Xiaoming", "Chen Jing"),
        *("Zhang Yiming", "Liu Haoran", "Zhao Meilin"),
    ),
    "eritrean": (
        *("Selam Tesfay", "Filmon Hagos", "Mulugeta Woldu"),
        *("Tsehay Gebre", "Yordanos Kidane"),
    ),
    "spanish": (
        *("José García Pérez", "Núria Vila", "Inés de la Cruz"),
        *("Iker Etxeberria", "Consuelo Ruiz"),
    ),
    "english": (
        *("Siobhan O'Neill", "Gary Wilkinson", "Hayley Carter"),
        *("Ewan MacDonald", "Nigel Attwood"),
    ),
}
FIRST_NAMES = (
    *("Pekka", "Lars", "Fatuma", "Ali", "Małgorzata", "Birgitta", "Máhtte", "Oleksandr", "Shirin"),
    *(
        "Gökhan",
        "Ahmad",
        "Tuulikki",
        "Željko",
        "Siobhan",
        "Hodan",
        "Anna-Karin",
        "Ludvig",
        "Kerstin",
    ),
)
LED = (
    "Kursen hölls av {}.",
    "Slakteriet ägs av {} sedan 2019.",
    "Frågor besvaras av vår kollega {}.",
    "Butiken drivs av {} och har tolv anställda.",
    "Företagaren {} visade hur det går till.",
    "Projektledare: {}",
    "Rådgivaren {} besökte gården.",
    "Kontakta gärna {} om du vill veta mer.",
    "Ansvarig handläggare är {}",
    "Tack till {} för hjälpen!",
    "Vi talade med ägaren {} om avfallet",
    "Ordförande {}, hälsade välkommen",
    "Enligt kocken {} går det bra.",
    "(projektledare {})",
    "Kontaktperson – {}",
    "Det var grannen {} som kom på det.",
    "Mjölkbonden {} byter till biogas.",
    "Professor {} höll i samtalen.",
)
"""What leads to a name, of one word or more."""
ALONE = (
    "Läs mer: {}",
    "{} berättar om gården.",
    "{} har lett arbetet.",
    "Vi tackar {} och alla andra.",
)
"""Where nothing does: only names of the lists are known there."""
SHAPES = (
    "{given} {surname}",
    "{given}\n{surname}",
    "{given}\u200b{surname}",
    "{given}\u00a0{surname}",
    "{given}  {surname}",
    "{given}\u2009{surname}",
    "{given} \u00ad{surname}",
    "{given}\r\n{surname}",
    "{given}\t{surname}",
    "{given} \u2060{surname}",
    "{given} {hyphenated}",
    "{surname} {given}",
    "{surname}, {given}",
    "{initial}. {surname}",
    "{initial} {surname}",
    "{given} ”Nisse” {surname}",
    "{given} E. {surname}",
    "{given} {surname}s",
    "”{given} {surname}”",
    "({given} {surname})",
    "*{given} {surname}*",
    "{upper}",
    "{decomposed}",
)
LISTED = (
    "Frågor besvaras av vår kollega {} eller {}.",
    "Kockarna {}, {} och {} visade hur.",
    "Kontakta {} och {}",
    "Kursledarna {} & {} berättade.",
)
"""Of which every name is found."""
RELATIVES = ("familjen {} på Vreta gård", "makarna {}", "herr {} i Ed", "syskonen {} tog över")
SURNAMES = ("Andersson", "Wiśniewska", "Kvarnlöf", "Szczęsna", "Khatib", "Hodžić", "Virtanen", "Ek")
BORN = (
    *(
        "född 1970-01-01",
        "född den 3 maj 1970",
        "född 3/5 1970",
        "föddes 1970-01-01 som tredje barnet",
    ),
    *(
        "Född: 700101",
        "födelsedatum 1970-01-01",
        "Födelsedag: 3 maj",
        "f. 1970-01-01",
        "födelseår 1970",
    ),
)
EMAILS = (
    *("anna.andersson@skane.se", "anna.andersson(a)skane.se", "anna.andersson [at] skane.se"),
    *(
        "anna punkt andersson at skane punkt se",
        "anna.andersson at skane.se",
        "anna.andersson{at}skane.se",
    ),
    *("anna.andersson snabel-a skane.se", "anna.andersson (snabel-a) skane (punkt) se"),
    *(
        "anna dot andersson at skane dot se",
        "anna.andersson @ skane.se",
        "anna.andersson@\nskane.se",
    ),
    *("anna.andersson\u200b@skane.se", "anna.anders\u00adson@skane.se", "anna.andersson＠skane.se"),
    *("anna.andersson[a]skane[.]se", "pekka snabela skane punkt se", "anna.andersson hos skane.se"),
    *("anna_andersson <at> lst.skane.se", "Anna.Andersson(at)skane.se", "a.andersson ät skane.se"),
    *("a.larm /at/ skane.se", "a.larm|at|skane.se", "a.larm *at* skane.se", "a.larm ”at” skane.se"),
    *("a.larm « at » skane.se", "a.larm=at=skane.se", "a.larm&#64;skane.se", "a.larm%40skane.se"),
    *("a.larm(alfakrull)skane.se", "a.andersson@skane", "aandersson(at)skane", "aandersson (at)"),
)
USERS = (
    *("@annaandersson", "@anna_andersson", "@anna.andersson", "@andersson_anna", "@aandersson"),
    *(
        "@anna",
        "@annaa",
        "@annaandersson85",
        "@AnnaAndersson",
        "@annaberg",
        "@evaek",
        "@fatumaabdi",
    ),
    *("@perolofgronlund", "@karinsjoberg", "@annalindstrom", "@eva.maria_lundberg"),
    *("@a.andersson", "@anderssonanna", "@karin.lindqvist_", "instagram.com/aandersson"),
    *("facebook.com/anna.andersson", "https://x.com/annaandersson", "t.me/anna_berg"),
)
PLAIN = (
    *("andersson, anna", "Andersson, anna", "andersson, Anna", "ANDERSSON, ANNA", "andersson,anna"),
    *("virtanen, pekka", "berg, eva", "ek, svante", "wiśniewska, małgorzata", "khatib, ahmad"),
    *("von sydow, anna", "andersson anna", "anna andersson", "eva berg", "anna m. andersson"),
    *(
        "anna von sydow",
        "petersson; anna",
        "svensson , karin",
        "johansson, fatuma",
        "anna.andersson",
    ),
    *("anna_andersson", "anna-andersson", "andersson.anna", "annaandersson", "AnnaAndersson"),
    *("anderssonanna", "pekkavirtanen", "anderssons, anna", "lars-erik svensson"),
    *("kärkkäinen tiina", "mohammed al-hassan", "a n n a  a n d e r s s o n"),
)
"""Names without the capitals or the space that mark one."""
UNSEEN = (
    *"\u00ad\u034f\u115f\u180e\u200b\u200c\u200d\u200e\u2060\u2061\u2800\u3164\ufeff\uffa0\U000e0020",
)
HIDDEN = (
    *("Anna{}Andersson", "Anna {}Andersson", "An{0}na Anders{0}son", "anna{}andersson"),
    *("ANNA{}ANDERSSON", "anna.andersson{}@skane.se", "070-123{}45 67", "anders{}son, anna"),
)
"""What a character that nobody sees parts."""
PHONES = (
    *("070-123 45 67", "noll sju noll 123 45 67", "noll sju noll, ett två tre, fyra fem, sex sju"),
    *(
        "noll sjuttio tolv trettiofyra femtiosex sju",
        "070\u2011123\u00a045\u00a067",
        "070 123\n45 67",
    ),
    *(
        "plus fyrtiosex sjuttio 123 45 67",
        "0 7 0 1 2 3 4 5 6 7",
        "070\u200b1234567",
        "(070) 123 45 67",
    ),
    *("tel: 1740622", "Tfn 174 06 22", "telefon: 17-40 62", "mobil: 701234567"),
    *(
        "+46 (0)70 123 45 67",
        "070 · 123 · 45 · 67",
        "O7O-123 O5 67",
        "070/123 45 67",
        "070.123.45.67",
        "070–123 45 67",
        "０７０-１２３ ４５ ６７",
    ),
)
ADDRESSES = (
    *("Box 123, 221 00 Lund", "Lilla Torg 3", "Storgatan 14", "Stora gatan 5", "221 00 Lund"),
    *("Norra Kallbäcksvägen 12 B", "Stora torget 1", "Strandpromenaden 8", "Storgatan\n14"),
    *("SE-371 81 Karlskrona", "Stor\u00adgatan 14", "Anna Linds väg 3", "Kyrkoesplanaden 7"),
)
WHO = ("Hon", "Han", "Hen", "Ägaren", "Företagaren", "Kocken", "Anna", "Fatuma Abdi", "Pekka, som")
WHAT = (
    *(
        "är same",
        "är rom",
        "är själv muslim",
        "är en av få samer",
        "har samisk bakgrund",
        "är av romsk släkt",
    ),
    *(
        "är sjuk",
        "är döv",
        "har ms",
        "lider av psoriasis",
        "är homosexuell",
        "är moderat",
        "är med i facket",
    ),
    *("är sjukskriven", "är kurd", "blev kristen", "är öppet bög", "har utländsk bakgrund"),
)
STATEMENTS = tuple(f"{who} {what}" for who in WHO for what in WHAT)
HARMLESS = (
    *(
        "Företaget är svenskt.",
        "Same är ett ord på sex bokstäver.",
        "Kursen är rom och ramp för arbetet.",
    ),
    *(
        "Projektet har samisk kultur som tema.",
        "Samer och renskötsel berörs.",
        "Romer deltog inte.",
    ),
    *("Det är ms word som krävs.", "Mötet är moderat besökt.", "Lösningen är blind för buller."),
    *("Verktyget är svart.", "Deltagarna är nyanlända.", "Skolan är med i kommunala nätverk."),
    *("Fabriken är sjuk på damm.", "Språken är arabiska, somaliska och finska."),
    *("Följ @lansstyrelsen, @region_skane och @coompanion.", "Läs mer på example.org."),
    *(
        "Följ @jakobsberg, @liseberg, @rosenlund och @kronoberg.",
        "Telefon: 2018-2019, 2 000 samtal.",
    ),
    *("Ankn. 1740622, telefon 100 000 samtal, mobil 2 000 000 kr.", "Hotel: 1740622, tel: 112"),
    *("Två kilo per person och år.", "Se https://example.org/anna eller www.annaandersson.se."),
    *("Lokal mat, bo i lund, vara med", "klara sol, vind och liv", "(a) tillsyn (at) stöd"),
)
"""What has the words or marks of such forms without a person to tell of."""
ORGANISATIONS = (
    *(
        "Skånes kommuner",
        "Paper Province",
        "LRF Halland",
        "Coompanion Skåne",
        "Ragn-Sells",
        "Stena Recycling",
    ),
    *(
        "Region Västernorrland",
        "Växjö Energi AB",
        "Leader Sörmland",
        "Energikontoret Sydost",
        "IVL",
    ),
    *("Chalmers Industriteknik", "Linköping Science Park", "Alfa Laval", "Tetra Pak", "Arla Foods"),
    *("Ikea", "Sweco", "Volvo Cars", "Hushållningssällskapet Jönköping", "Naturskyddsföreningen"),
    *(
        "Svenskt Näringsliv",
        "Sveriges Bygdegårdar",
        "Hela Sverige",
        "Fairtrade Sverige",
        "Max Burgers",
    ),
    *(
        "BioDriv Öst",
        "Biogas Syd",
        "Gröna Bilister",
        "Kalmar län",
        "Länsstyrelsen Blekinge",
        "SLU Alnarp",
    ),
    *(
        "Lantmännen Agroetanol",
        "Norrmejerier",
        "Coop Värmland",
        "Ikano Bostad",
        "Swedish Match",
        "RISE",
    ),
    *(
        "Stockholm Vatten och Avfall",
        "Håll Sverige Rent",
        "Svensk Handel",
        "Visita",
        "Almi Företagspartner",
    ),
    *(
        "Emmaboda Glas",
        "Hotell Maria",
        "Anders Andersson AB",
        "Sankta Maria Kyrka",
        "Karolina Institutet",
    ),
    *(
        "Gotlands Ekologiska",
        "Söderåsens Nationalpark",
        "Östersjöcentrum",
        "Nordic Choice Hotels",
        "Polarbröd",
    ),
)


Form = tuple[str, str, tuple[str, ...]]
"""A family, a sentence, and what in it tells of somebody."""


def forms() -> Iterator[Form]:
    """Yield every sentence, some three thousand."""
    yield from _full_names()
    for name in FIRST_NAMES:
        yield from (("first name", lead.format(name), (name,)) for lead in LED)
    for lead in LISTED:
        yield from _listed(lead)
    for lead in RELATIVES:
        yield from (("relatives", lead.format(name), (name,)) for name in SURNAMES)
    hidden = tuple(each.format(sign) for each in HIDDEN for sign in UNSEEN)
    spelt = {"birth date": BORN, "e-mail": EMAILS, "telephone": PHONES, "address": ADDRESSES}
    spelt |= {"user name": USERS, "plain": PLAIN, "hidden": hidden}
    for family, written in spelt.items():
        for each in (*written, *(f"({one})" for one in written)):
            yield family, f"Det gäller {each} och inget annat.", (each.strip("()"),)
            yield family, f"Hör av er.\n{each}", (each.strip("()"),)
    yield from (("statement", f"{each}.", (each.split()[-1],)) for each in STATEMENTS)


def _full_names() -> Iterator[Form]:
    full = [(kind, name) for kind, names in NAMES.items() for name in names]
    for kind, name in full:
        yield from ((f"led, {kind}", lead.format(name), (name,)) for lead in LED)
        yield from ((f"alone, {kind}", text.format(name), (name,)) for text in ALONE)
    for lead, shape in zip(cycle(LED), SHAPES):
        for _, name in full:
            written = _shaped(shape, name)
            yield f"as {shape!r}", lead.format(written), (written,)


def _shaped(shape: str, name: str) -> str:
    given, _, surname = name.partition(" ")
    return shape.format(
        given=given,
        surname=surname,
        initial=given[0],
        hyphenated=f"{surname}-Berg",
        upper=name.upper(),
        decomposed=unicodedata.normalize("NFD", name),
    )


def _listed(lead: str) -> Iterator[Form]:
    count = lead.count("{}")
    mixed = [*FIRST_NAMES, *(name for names in NAMES.values() for name in names[:2])]
    for at in range(len(mixed)):
        names = tuple(islice(cycle(mixed[at:] + mixed[:at]), 0, count * 7, 7))
        yield "listed", lead.format(*names), names
