"""How each chart is read, in plain Swedish: the text behind "Så läser du"."""

from skolkval.analysis import change, gap
from skolkval.analysis.chain import BREAK_FROM
from skolkval.analysis.distances_in_words import APART_FROM
from skolkval.analysis.fields import FEW_BELOW
from skolkval.results.counts import AGREEMENT_FROM, CAMPS_FROM
from skolkval.swedish import PER_CENT_FROM, number, small_number

_FEW, _LEAST, _CAMPS = (small_number(limit) for limit in (FEW_BELOW, gap.LEAST, CAMPS_FROM))

INDEX = (
    "Index går från 0 till 100. 0 betyder att alla svarade det lägsta steget, 100 att alla svarade "
    "det högsta. Index är inte procent. Vet ej och obesvarade påståenden räknas inte in."
)
AGREEMENT = (
    "Samsyn går från 0 till 100 och säger hur lika man svarat inom gruppen. 100 betyder att alla "
    "svarade samma steg. Vanliga personalgrupper hamnar mellan 40 och 65. Kolumnen är ett medelvärde av "
    "nivåernas samsyn, och säger inget om nivåerna är eniga med varandra."
)
GAP = (
    "Glapp är skillnaden i index mellan de två nivåer som ligger längst isär. Det lyfts fram, med fet "
    f"stil och ◂, när det är minst {gap.NAMED_FROM} indexpunkter och säkert skilt från noll. Det räknas på oavrundade "
    "tal. Att inget glapp lyfts fram betyder inte att nivåerna är eniga: det kan vara för få svar för "
    "att avgöra."
)
BELOW_LIMIT = "Ett tal strax under en gräns har en decimal mer än de andra, så att det inte ser ut att nå den."
FEW = (
    f"Tal med stjärna bygger på färre än {_FEW} svar. Två punkter (..) betyder för få svar för att visas. "
    "Ett påstående som få i en liten grupp svarat på räknas inte med för den gruppen."
)
HOLDS = (
    "Rubriken är stabil eller skör: så många av svaren måste ändras för att den inte längre ska stämma. "
    "Är den skör räcker det med några få, och då säger nästa svar kanske något annat."
)
HEATMAP = "\n".join((INDEX, GAP, BELOW_LIMIT, AGREEMENT, HOLDS, FEW))
RADAR = "\n".join(
    (
        "Varje axel är ett område, och linjen går genom nivåns index. Ytan innanför betyder ingenting: "
        "den ändras om områdena byter plats. Jämför hellre i punktdiagrammet bredvid.",
        INDEX,
        HOLDS,
    )
)
DOTS = "\n".join(
    (
        "Ett märke per nivå. Strecket går från lägsta till högsta index.",
        INDEX,
        GAP,
        BELOW_LIMIT,
        HOLDS,
    )
)
BARS = "\n".join(
    (
        "Varje stapel är en nivås svar på ett påstående. Svaren som instämmer ligger till höger om "
        "mittlinjen, de andra till vänster. Med 100 procent är alla staplar lika långa, och den ljusa och "
        "mörka blå delen är de som instämmer. Talen är procent av dem som svarat, eller antal (st) när "
        f"de är färre än {small_number(PER_CENT_FROM)}. Färre än {_FEW} svar visas som en prick per svar.",
        "Vet ej står för sig till höger, som andel av alla som svarat eller som antal, och räknas inte in i "
        "staplarna. Svarar minst var femte, och minst tre, vet ej är "
        "det kortets rubrik.",
        HOLDS,
    )
)
CHAIN = "\n".join(
    (
        "Varje rad är en punkt i instrumentet: samma uppdrag, formulerat för varje nivå. Märkena visar "
        "nivåernas medelsteg på skalan, högre upp är högre. Formuleringarna skiljer sig åt, så en "
        "skillnad kan också bero på vad det är man värderar.",
        f"Ett brott är en skillnad på minst {number(BREAK_FROM, 1)} steg mellan två grannivåer, som dessutom är säkert skild "
        "från noll. Där är tråden avsliten och skillnaden utskriven. Det räknas på oavrundade tal.",
        BELOW_LIMIT,
        "Håller betyder att inget brott syns, och att svaren hade räckt för att se ett. Prickad tråd "
        "betyder att de inte räcker. Ett gemensamt svar räknas som ett enda.",
        "En tom ring är en punkt som inte har något påstående för nivån. Den bryter ingen tråd: då "
        "jämförs de nivåer som finns. Detsamma gäller en nivå som inte visas.",
        FEW,
    )
)
UNITS = "\n".join(
    (
        "Varje rad är en enhet, eller små enheter som räknas tillsammans. Varje ruta är enhetens index i ett "
        "område. En pil och ett tal säger hur mycket index har ändrats sedan enhetens egen förra omgång, när det "
        "är en tydlig förändring. Enheterna står i bokstavsordning: det här är inte en rangordning.",
        INDEX,
        FEW,
    )
)
FUNNEL = "\n".join(
    (
        "Varje märke är en enhet: längre till höger har fler svarat, högre upp är index högre. Linjerna visar "
        "hur långt ut en enhet kan hamna av slumpen, om alla egentligen tyckte lika: 95 av 100 hamnar innanför "
        "den prickade, 998 av 1 000 innanför den hela. Små enheter kan hamna långt ut utan att det betyder något.",
        "Gränserna är de bredaste som svaren tillåter. Bara de fyllda märkena utanför den hela linjen är värda "
        "en fråga, och frågan är vad det kan bero på, inte vem som är bäst.",
    )
)
FORMS = "\n".join(
    (
        "Varje rad är en skolform. Skolformer har olika uppdrag, så en skillnad är en fråga att ställa.",
        INDEX,
    )
)
PLANE = "\n".join(
    (
        "Varje märke är ett påstående. Till höger håller svaren med, till vänster inte. Högt upp svarar "
        "gruppen lika, långt ner går svaren isär. Peka på ett märke för att läsa påståendet, klicka för "
        "att se svaren.",
        "Det skuggade kan inte förekomma i en stor grupp. Är index nära 0 eller 100 måste nästan alla ha "
        "svarat lika, och då är samsynen hög av sig själv. Jämför därför samsynen för påståenden med "
        "ungefär samma index. I små grupper kan ett märke hamna strax under gränsen.",
        "En ring runt märket betyder två läger: svaren samlas i två grupper långt ifrån varandra. Det "
        f"sägs bara där minst {_CAMPS} har svarat. Ofyllda märken bygger på {small_number(AGREEMENT_FROM)} till "
        f"{small_number(FEW_BELOW - 1)} svar, och under {small_number(AGREEMENT_FROM)} svar "
        "visas inget märke.",
        "Gränserna mellan fälten är en inställning, inget betyg. Vanliga personalgrupper hamnar på en "
        "samsyn mellan 40 och 65.",
        BELOW_LIMIT,
        INDEX,
    )
)
DISTANCES = "\n".join(
    (
        "Talet är hur många steg isär två personer svarar i snitt, en från varje nivå. I de inramade "
        "rutorna kommer båda från samma nivå.",
        "Jämför rutan mellan två nivåer med de två inramade. Är den ungefär lika stor skiljer sig "
        "nivåerna inte mer åt än kollegor gör. Är den klart större ligger glappet mellan nivåerna.",
        "Tonerna går från 0 steg till det avstånd som uppstår när halva gruppen svarar lägst och halva "
        "högst. Varje nivå väger lika, hur många den än består av. Ett glapp nämns när två nivåer är "
        f"minst {number(100 * APART_FROM)} procent av det avståndet längre isär än personer inom dem.",
    )
)
SIDE_BY_SIDE = "\n".join(
    (
        "Ett märke per grupp. Talet till höger är skillnaden i indexpunkter, och inom parentes det "
        "intervall där den med 95 procents säkerhet ligger.",
        f"En skillnad är tydlig, med fet stil och ◂, när den är minst {gap.NAMED_FROM} indexpunkter och intervallet inte "
        "når noll. De tydliga står först, sedan de största.",
        BELOW_LIMIT,
        f"En tydlig skillnad kan visa sig från {_LEAST} svar i varje grupp. ”För få svar” betyder att ingen syns och att "
        f"en av grupperna har färre än {_FEW} svar: det säger inte att grupperna är lika.",
        "Små enheter räknas ihop, för att ingen ska kunna pekas ut.",
        INDEX,
    )
)
SLOPES = "\n".join(
    (
        "Varje linje går från ett områdes index i den tidigare omgången till index nu. Färgade linjer är tydliga "
        f"förändringar: minst {small_number(change.NAMED_FROM)} indexpunkter, och osäkerheten når inte noll. De grå, streckade kan vara slump.",
        "Två omgångar är en jämförelse, inte en trend. Bara påståenden med samma lydelse och skala räknas med.",
        INDEX,
    )
)
ARROWS = "\n".join(
    (
        "Pilen går från förra omgången till den här: åt höger är index högre, uppåt är samsynen större. Samsyn kan "
        "stiga bara för att index närmar sig taket, läs därför båda tillsammans. Färgade pilar är tydliga "
        "förändringar av index, grå pilar kan vara slump.",
        "Det skuggade kan inte förekomma i en stor grupp: är index nära 0 eller 100 har nästan alla svarat lika.",
        INDEX,
    )
)
OVER_TIME = "\n".join(
    ("En linje per nivå. Det ljusa bandet är osäkerheten: den är bred när få har svarat.", INDEX)
)
RINGS = "\n".join(
    (
        "Varje ring är ett område, det innersta närmast eleven. Ringen är delad i områdets delar, alla lika "
        "stora. Bokstaven leder till delens namn, talet är delens index.",
        "Har flera nivåer svarat väger de lika mycket, hur många de än består av. Gemensamma svar är inte med.",
        INDEX,
    )
)
