"""What made-up news is made of: names, words by their kind, and patterns with words to be filled in in braces."""

from __future__ import annotations

SECTIONS = "Business Courts Culture Health Nation Science Sport Transport World".split()
TOPICS = """
aviation banking budget chemistry climate crime defense diplomacy drought education elections energy farming
finance fishing floods health history housing inflation inquests insurance journalism justice labor libraries
literature mining museums music navy oil parks philosophy police ports postal-service prisons railways
religion roads schools science shipping space sports strikes taxes theater tourism trade trials universities
water weather wildlife
""".split()
GIVEN = """
Ada Albert Alice Amara Anders Anita Arthur Beatriz Bernard Bruno Carla Cedric Chen Clara Colin Dalia Daniel Diego Dora
Edith Elias Emeka Erik Esther Farah Felix Fiona Frances Gareth Gloria Grace Hamid Hanna Hector Helen Ibrahim Ines Ivan
Jacob Jane Jorge Judith Kamal Karen Kofi Laila Lars Leon Lucia Magda Malik Marcus Mei Miriam Nadia Nils Nora Olga Omar
Oscar Paula Pedro Petra Rachel Ravi Rosa Samir Simone Stefan Tariq Teresa Thomas Ursula Vera Victor Walter Yusuf Zoe
""".split()
SYLLABLES = """
ab ack al am an ard ash bar ben ber bra bury cal car cas cor cot crof dal dan den dor dun ed el ems fal far fen fir gal
gar ger gil gros had hal ham han har hol hurst ick ing ir jan jas kel ken kir kow lam lan lee lin loc lor lun mac mar
mel mer mont mor nak nel ner nor oak ol or os pem pet por quin ral ram red ren rick ros sal san sch sel sher sker ski
son sten sut tam tan ten thor ton tra tur und ur val van ver vic vol wain war wel wes wick win wol wyn yam yar zan zel
""".split()
BODIES = """
county council,school board,harbor authority,appeals court,transit agency,city hospital,teachers' union,water company,
state senate,planning commission,fire department,labor ministry,coast guard,power company,national bank,medical board,
chamber of commerce,state university,housing office,weather service,election board,grand jury,railway operator,
farmers' association,public library,parks department,football club,health ministry,finance committee,airport operator,
insurance industry,veterans' league,museum's trustees,steel works,shipping line,telephone company,prosecutor's office,
symphony orchestra,dairy cooperative,police commissioner,mining company,charity,supreme court,air force,border police
""".replace("\n", "").split(",")
PEOPLE = """
mayor,governor,surgeon,engineer,treasurer,pilot,coach,novelist,painter,senator,bishop,judge,detective,banker,farmer,
physicist,headmaster,architect,nurse,captain,conductor,ambassador,chemist,editor,lawyer,geologist,inspector,goalkeeper,
historian,minister,broker,carpenter,violinist,economist,sheriff,veterinarian,photographer,astronomer,spokeswoman,juror
""".replace("\n", "").split(",")
ADJECTIVES = """
abandoned aging ambitious bankrupt bitter brief broad careful cheap coastal contested costly crowded damaged dangerous
delayed disputed dry eastern electric emergency empty endangered expensive experimental faulty federal final flooded
foreign fragile frozen generous hasty heated hidden historic hostile hurried illegal imported independent industrial
joint lasting leaking limited local lonely loyal medieval missing modest mysterious narrow neglected nervous new noisy
northern obscure offshore old orderly outdated patient peaceful popular portable private profitable proposed public
quiet rare reckless regional remote restored rival rural rusting secret severe silent solid southern steep stolen
stubborn sudden temporary toxic troubled unfinished unpaid unpopular unusual urgent vacant valuable violent western
""".split()
NOUNS = """
agreement airport alarm ambulance appeal archive auction avalanche ballot bargain barge barrier battery beach blizzard
boiler bond boycott breakdown brewery bridge broadcast budget bullet bus cable camera campaign canal cargo carnival
cathedral ceasefire census ceremony charter chimney choir cinema clinic clue coal coast collapse collision comet
commission committee complaint computer concert conference confession contract convoy copper cotton court crane crash
crew crop crossing curfew current cyclone dam deadline debate debt decree deficit delegation deposit derailment
diagnosis diesel dike discovery disease dispute dividend dock document drill drought earthquake election elevator
embassy engine epidemic evidence excavation exhibition exile explosion export factory famine farm ferry festival fever
fiber film fine fire fleet flight flood fog forest formula foundation fraud freight fuel funeral furnace garden gas
gate generator glacier gold grain grant gravel guard gun harbor harvest hearing heat helicopter herd highway hospital
hostage hotel housing hurricane ice imports incident income infection inflation inquest inquiry insulation insurance
invention invoice iron island jail jewels journal jury kitchen laboratory labor landslide laser law lawsuit leak lease
ledger legislation lens letter levy library license lighthouse lightning limestone loan locomotive lumber machine mail
mansion manuscript map market mayor meadow meat medal medicine meeting memorial merger message meteor microscope mill
mine mission monument mortgage mosque motor mountain murder museum mutiny needle network newspaper nickel nuclear oath
observatory office oil opera operation opposition orchard ordinance oven oxygen painting palace panel paper pardon
parish park parliament passenger passport patent patrol paving penalty pension permit petition pharmacy phosphate
photograph piano pier pipeline plague plane plant platform poison police policy poll pollution pool port portrait
postage pottery powder power premiere prescription prison prize probe profit protest quarantine quarrel quota radar
radio rail rain ransom rebellion receipt recession record referendum refinery refuge regatta reservoir resignation
rescue restaurant revolt reward rice rifle riot river road robbery rocket roof rubber rumor salary sale salmon salt
sample sanctuary satellite scandal school scaffold screen seal season senate sentence settlement sewer shaft shelter
shipment shipyard shortage siege signal silver siren skyscraper slate smoke snow software soil speech spill spire
squadron stadium stamp statue steam steel storm strike subsidy suburb subway sugar summit surgery surplus survey
survivor swamp switch tanker tariff tavern tax telescope temple tenant terminal testimony textile theater theft ticket
timber tobacco toll tower toxin tractor trade trail train tram treasury treaty trench trial tribute trolley truce truck
tunnel turbine typhoon union vaccine valley valve vault verdict vessel veto viaduct village vineyard violin virus
volcano voter wage wall warehouse warrant waste water weapon well whale wharf wheat wing witness wool workshop wreck
""".split()
DEEDS = """
abandoned accepted acquired admitted adopted announced approved arrested attacked auctioned backed banned blamed blocked
bought built buried canceled captured celebrated challenged chose cleared closed completed condemned confirmed
copied crossed damaged decided defended delayed delivered demanded denied destroyed discovered dismissed displayed
dissolved divided donated doubled drained drew dropped elected ended endorsed evacuated examined expanded expelled
exposed extended financed flew forbade forgave found founded freed halted halved heard hired hosted identified ignored
imposed improved indicted inherited inspected installed insured interviewed investigated joined launched led left lifted
lost mapped measured merged moved named negotiated opened ordered outlawed overruled paid pardoned photographed planned
planted pledged postponed praised predicted presented pressed privatized prolonged promised proposed prosecuted
protected published pulled questioned quit raised ratified rebuilt recalled received recovered reduced refused rejected
released removed renamed renewed repaired replaced reported rescued resisted restored reviewed revived sank saved
scrapped searched seized sent settled shelved signed sold solved sought split stopped studied sued suspended swore
tested toured towed traced trained translated turned undertook unveiled upheld visited voted warned weighed widened won
wrecked
""".split()
LINKS = """
about above across after against along alongside amid among around because-of before behind below beneath beside between
beyond by despite down during for from in in-favor-of inside instead-of into near off on opposite out-of outside over
past round since through throughout to toward under until up upon with within without
""".replace("-", " ").split()
ADVERBS = """
abruptly again almost already angrily apparently barely briefly calmly carefully cautiously cheaply clumsily completely
continually deliberately eagerly eventually finally formally gladly grudgingly hastily illegally jointly largely later
loudly mostly narrowly nearly never officially often once openly partly politely privately publicly quickly quietly
rarely recently reluctantly repeatedly reportedly secretly slowly soon suddenly together twice unanimously
unexpectedly wisely
""".split()
THINGS = (
    """
the {noun}|a {adjective} {noun}|its {noun}|the {adjective} {noun}|{number} {noun}s|the {noun} of {place}
{person}’s {noun}|a {noun} {link} {place}|the {body}’s {noun}|another {noun} {noun}|their {adjective} {noun}
{place}’s {adjective} {noun}|one {adjective}, {adjective} {noun}|this {noun} and the {noun}
every {noun} {link} {place}|{noun}s|{adjective} {noun}s
""".strip()
    .replace("\n", "|")
    .split("|")
)
WHO = (
    """
{person}|the {body}|the {body} of {place}|the {person_kind}|{person}, the {person_kind},|{place}|the {adjective} {body}
{number} {person_kind}s|a {person_kind} from {place}|{person} and {person}|the {noun} owners|{thing}|{thing}|a {noun}
""".strip()
    .replace("\n", "|")
    .split("|")
)
CORES = (
    """
{who} {deed} {thing}|{who} {deed} {thing} {link} {thing}|{who} {adverb} {deed} {thing}|{who} {deed} {who}
{who} and {thing} {deed} {thing}|{who} {deed} {thing} and {deed} {thing}|{who} {adverb} {deed} {thing} {link} {who}
{number} of {number} {noun}s {deed} {thing} {link} {place}|{who} {deed} {thing}, not {thing}
""".strip()
    .replace("\n", "|")
    .split("|")
)
TAILS = (
    """
 {link} {thing}|, and {thing} was {deed}|, but {deed} {thing}|, which {who} {deed}|, as {who} had {deed}|, {who} said
 {link} {adjective} {noun}s and {noun}s|, at {number} million dollars a {noun}|, {adverb} and {adverb}| {link} {thing}
, {number} miles from {place}|, {number} {noun}s to {number}|, the {person_kind} {adverb} said|; {who} {deed} {thing}
""".strip("\n")
    .replace("\n", "|")
    .split("|")
)
SAID = (
    """
“{thing} was {adjective},” said {who}|{who} would not say how many {deed} {thing}|{who} has {adverb} {deed} {thing}
without {thing} there is no {noun}, as {who} knew|{thing} cost {number} dollars, more than {who} {deed}
“we {deed} {thing} and got {thing},” {who} {adverb} said|it is {number} miles from {thing} to {place}
of {number} {noun} owners, {number} {deed} {thing}|nobody asked {who} {link} {thing}|{thing} {deed} {thing}, too
""".strip()
    .replace("\n", "|")
    .split("|")
)
WHYS = """
weekday; “{deed}” looks back; from publication on {1}
weekday; part of the day; “{deed}” looks back; from publication on {1}
weekday; early or late in it; “{deed}” looks back; from publication on {1}
weekday; clock time; “is to” looks ahead; from publication on {1}
clock time, on the day the story was at; from “{0}”, {1}
counted back from the time the story was at; from “{0} morning”, {1}
counted back from publication; from publication on {1}
the latest that was over; from publication on {1}
the latest that was over; from then on; from publication on {1}
the day the story was at; from “{0}”, {1}
month and day; no year is said; “{deed}” looks back; from publication on {1}
""".strip().split("\n")
