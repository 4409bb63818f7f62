"""What kind of example a text tells of, by the words in it.

The weights are rough on purpose: two people who sort the same texts differ as well, and a curator
has the last word.
"""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["activity", "working-method", "sector-collaboration"]

CUES: dict[Kind, str] = {
    "activity": r"""
    2.0 \w*konferens\w*|\w*seminari\w*|\w*workshop(?:s|ar)?\b|\w*utlysning\w*
        |\w*mäss[aor]+n?\b
    3.0 studiebesök\w*|öppet hus|projektets namn
    1.5 \w*frukost\w*|\w*invigning\w*|\w*film(?:er|serie|serien)?\b|\w*lunch\w*
        |\bhar startats\b|\b(?:åkte|reste|rekryterade|ringde runt|uppstart\w*)\b
        |\b\d+ (?:\w+ ){0,2}(?:kom|deltog|deltagare|anmälda|medverkade)\b
    2.0 \w*(?:tema|nätverks|företags|bransch)träff\w*|\w*dagen\b|\w*kampanj\w*
    2.0 klimatkliv\w*|\w*check(?:ar|en)?\b|bevilja\w*|\bfick\b.{0,30}\b(?:mnkr|mkr|kr|kronor
        |miljoner)
    1.5 \w*projekt(?:et)?\b|pilot\w*|förstudie\w*|\w*kartlägg\w*|testbädd\w*
        |\w*kunskapslyft\w*
    1.0 \w*stöd(?:et)?\b|bidrag\w*|broschyr\w*|\w*utbildning\w*|\w*kurs(?:er|en)?\b
        |\w*pris(?:et)?\b
    1.0 \b(?:19|20)\d\d\s?[-–]\s?(?:19|20)?\d\d\b|\bden \d{1,2} \w+ 20\d\d|bjöd in|bjuder in
    1.0 \w*anläggning(?:en)?\b|galleri\w*|spillvärm\w*|återbruk\w*|\w*undersök\w*
        |\w*studie(?:n|r)?\b
    1.5 \b(?!(?:mån|tis|ons|tors|fre|lör|sön|var)dag)\w{4,}(?:dag(?:ar|arna|en)?|vecka[n]?
        |kväll(?:ar|en)?|resan?|turnén?)\b|\w*tävling\w*
        |\bförsök\w*|\w*demonstration\w*|\w*utställning\w*|\w*fältvandring\w*
    1.0 \b(?:deltog|bjöd|delade ut|höll|anordnade\w*|arrangerade\w*|gav|besökte|invigde\w*
        |kartlade|sammanställde|prövade|genomförde\w*)\b
    0.7 \b(?:19|20)\d\d\b
    0.7 \b(?:våren|sommaren|hösten|vintern|i (?:januari|februari|mars|april|maj|juni|juli|augusti
        |september|oktober|november|december))\b
    """,
    "working-method": r"""
    2.0 \w*åtgärdsprogram\w*|\w*handlingsp(?:lan|rogram)\w*|(?:energi
        |klimat)\w*(?: och klimat)?(?:strategi|program|råd)\w*
    2.0 \w*tillsyn\w*|\w*metod(?:en|er|ik)?\b|\w*modell\w*|\w*verktyg\w*|\w*vägledning\w*
        |\w*mall(?:en|ar)?\b
    1.5 \w*rådgivning\w*|\w*coach\w*|\w*checklist\w*|\w*upphandling\w*|ställer? krav|\bkrav\b
        |\w*enkät\w*
    1.5 \w*löften\b|\w*överenskommelse\w*|avtal\w*|åtagand\w*|\w*samordnare\b|färdplan\w*
        |\w*kommission\w*
    1.0 \bår(?:lig|ligen)\w*|varje år|löpande|regelbund\w*|\w*nätverk för små och medel\w*
        |energinätverk\w*
    1.0 miljömål\w*|målbild\w*|klimatsamverkan\w*|miljösamverkan\w*|\w*forum\b|skrift\b
        |material\b|center\b
    1.5 själv(?:skattning|test)\w*|\w*diplom\w*|\w*riktlinje\w*|\bstandard\w*|\w*rond(?:er)?\b
        |\blots\w*|\w*prövning(?:en|ar)?\b|\bsamråd\w*|\bgranskas\b|\brutin\w*|\w*träffar\b
    1.5 \bi stället för\b|\binnan (?:någon|de|ett företag)\b|\bvi prioriterar\b|\bmötesform\w*
        |\bvägledande\b|\bsätt att arbeta\b|\bladda (?:ned|ner|hem)\b
        |\bkostar inget\b|telefontid\w*|standardbrev\w*|tjänsten\b
    1.0 \balltid\b|\bnumera\b|\bvarje (?:ansökan|besök|inspektion|ärende)
        |gånger? (?:om|per) året|\bmål för\b|i tidigt skede|\btidig dialog
    1.0 \berbjud(?:er|s)\b|\blånar? ut\b|\bvi har (?:infört|en|ett)\b|\bhandledning\w*
        |\bkontakt(?:person|väg)\b(?! hos| är|:)|\bkostnadsfri\w*|\butan kostnad\b|\bgratis\b
        |\bi våra\b|\bi alla\b|\barbetssätt\w*|\btillämpar\b|\bguide\b|\bformulär\w*|\w+krav\b
    1.0 \bvarje (?!år|kvartal|halvår|vår|höst|månad)\w+|\b(?:företag|verksamheter|lantbrukare|man)
        \s(?:kan|får)\b|\w+rådgivare\b|\w*handläggar\w*
    0.7 \w*strategi(?:n|er)?\b|\w*program(?:met)?\b|\bplattform\w*|\w*plattform\b
    """,
    "sector-collaboration": r"""
    2.5 \b(?:livsmedels|skogs|mineral|mat|besöks|lant|jord|turism|gruv)\w*(?:strategi|program
        |plan|dialog)\w*
    2.0 \w*symbios\w*|\w*klust(?:er|r)\w*|samförvalt\w*|byggdialog\w*|\w*branschsamverkan\w*
        |elektrifieringslöfte\w*
    1.5 \blrf\b|\w*förbund(?:et)?\b|branschorganisation\w*|skogsstyrelsen|handelskammar\w*
        |\w*producent\w*|samebyar\w*
    2.0 \b(?:fast|stående|återkommande|löpande) (?:dialog|samråd|samtal|samverkan|grupp)\w*
    2.5 (?:samråd\w*|samtal|dialog\w*|träffar|möten|\w*forum|ses|möts)\b.{0,40}\bmed\b.{0,30}?
        \w(?:bolagen|branschen|företagen|näringen|fiskarna|bruken|bönderna|ägarna|odlarna
        |organisation(?:er|erna)?)\b|med \w+(?:bolagen|branschen|företagen|fiskarna|bruken|bönderna
        |ägarna|odlarna)\b.{0,40}\b(?:samråd|forum|råd|möts|träffas|ses)\b
    1.0 samverkan\w*|samarbet\w*|nätverk\w*|dialogmöt\w*|samverkansmöt\w*|mötesplats\w*
        |styrgrupp\w*|partnerskap\w*
    1.0 \w*näringen\b|\w*branschen\b|\w*sektorn\b|\w*företagare\b|\w*ägare\b|\w*brukare\b
        |världsarv\w*|biosfär\w*
    1.0 livsmedelskedja\w*|besöksnäring\w*|(?:ihop|tillsammans) med (?:\w+ ){0,3}(?:näring\w*
        |företag\w*|bransch\w*)
    1.5 \b(?!klimat|energi|miljö)\w{3,}(?:råd(?:et)?|forum|kommitté[n]?|grupp(?:en)?)\b
        |\b\w{4,}(?:krets(?:en)?|allians(?:en)?|akademi(?:n|en)?)\b|gått samman|byggt upp ett råd
    1.0 \b\w+(?:bruken|böndernas|näringens|branschens|bolagens|industrins|ägarnas)\b
        |\bmedlemmar\b
    1.0 \b(?:möts|träffas|jämför|utbyter|delar på|sammankallande)\b
    1.0 (?:\b\w*(?:företag|bolag|bönder|brukare|ägare|\bbruk|verk|åkerier|odlarna|producenter
        |skolan|kommuner|forskare)(?:en|na|s)?\b.{1,50}?){2}
    """,
}
"""What a cue weighs, and its forms; a line that is indented more goes on with the one before."""
IN_TITLE = 1.5
"""A cue among the first words says more."""
TITLE_WORDS = 8
LONGEST = 1_000
"""Characters of a text that are looked at."""

_LABEL = re.compile(
    r"\b(?:syfte|samverkan|metod|verktyg|mål|partner|arbetssätt)\s*:", re.IGNORECASE
)
"""What a field is called, which says nothing of what stands in it."""
_CUE = re.compile(r"^ {4}(\d\.\d) (.*(?:\n {8}.*)*)", re.MULTILINE)
_PATTERNS: dict[Kind, list[tuple[float, re.Pattern[str]]]] = {
    kind: [
        (float(weight), re.compile(pattern.replace("\n        ", ""), re.IGNORECASE))
        for weight, pattern in _CUE.findall(cues)
    ]
    for kind, cues in CUES.items()
}


def kind_of(text: str) -> Kind:
    """Return the likeliest kind of an example."""
    text = _LABEL.sub(" ", text[:LONGEST])
    title = " ".join(text.split()[:TITLE_WORDS])
    scores = {
        kind: sum(
            weight * (IN_TITLE if pattern.search(title) else 1)
            for weight, pattern in patterns
            if pattern.search(text)
        )
        for kind, patterns in _PATTERNS.items()
    }
    return max(scores, key=lambda kind: scores[kind])
