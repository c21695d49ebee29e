"""What do the made-up raters write? Lines for each area, of which every round draws some. No line is
about anybody: the first names and the number are there to be masked."""

from __future__ import annotations

_CLIMATE = """
Det är lätt att säga vad man tycker här, även när man inte håller med.
Föräldramötena har blivit bättre sedan vi började med samtal i små grupper.
Eleverna blir lyssnade på, men jag är inte säker på att de märker att något händer sedan.
Jag saknar tid att prata med mina kollegor om mer än det som är akut.
Förväntningarna är höga på alla elever. Det gör skillnad.
Vi behöver bli tydligare med vad elevrådet faktiskt kan påverka.
Stämningen i arbetslaget är det bästa med min arbetsplats.
Nya på skolan får för lite stöd den första terminen.
Det som sägs i klassrummet stannar sällan där, på gott och ont.
Mer beröm, och oftare. Vi är bra på att hitta fel.
Vi pratar om förväntningar men menar olika saker.
Barnen är med och planerar varje vecka, och det fungerar över förväntan.
Tack till Anna och Stig som alltid tar sig tid.
Vårdnadshavare hör av sig om stort och smått. Vi behöver gemensamma rutiner för det.
"""
_HEALTH = """
Korridorerna är stökiga och det finns ingen lugn plats att gå till.
Elevhälsan är med för sent. Vi träffas när det redan har gått fel.
Rörelse varje dag har gett lugnare lektioner.
Ljudnivån i matsalen måste åtgärdas, det har vi sagt i flera år.
Rasterna är bättre sedan vi blev fler vuxna ute.
Jag vet inte vad de främjande insatserna är hos oss, bara de åtgärdande.
Lektionerna har samma början och slut hos alla. Det ger trygghet.
Vi mäter trivsel varje år men gör för lite av svaren.
Bra att kuratorn finns på plats flera dagar i veckan.
Skärmarna tar över på rasterna för de äldre eleverna.
Schemat är fullt av små hål som skapar oro.
Undervisningen är det mest hälsofrämjande vi har, om den fungerar.
Det är stor skillnad mellan olika klasser, och det borde vi våga prata om.
"""
_SUPPORT = """
Extra anpassningar skrivs ner men följs sällan upp.
Vi har fått en speciallärare till och det märks tydligt.
De som behöver mest hjälp får oftast vikarier.
Studiehandledning fungerar bara när vi får tag på rätt språk.
Resurserna fördelas bättre i år än förra året.
Jag hinner inte med de elever som nästan klarar sig.
Läxhjälpen är välbesökt. Låt den vara kvar!
Det är oklart vem som avgör när en elev ska få stöd.
Vi är bra på att upptäcka tidigt, sämre på att göra något åt det.
Två lärare i klassrummet hjälper fler än enskilt stöd.
Samma elever hamnar utanför varje gång grupper ska göras.
Språkutvecklande arbetssätt borde gälla alla ämnen, inte bara svenska.
Frånvaron är den viktigaste frågan. Utan närvaro hjälper inga insatser.
Vad som prioriteras när pengarna tar slut får vi veta för sent.
"""
_LEADERSHIP = """
Rektorn är ute i verksamheten och vet hur vi har det.
Jag har inte haft lektionsbesök på två år.
Besluten är tydliga, men vi får sällan veta varför.
Det är för mycket administration och för lite pedagogik i ledningen.
Förstelärarna leder våra möten och det har lyft samtalen.
Vi behöver färre projekt på samma gång.
Ledningen lyssnar, och ändrar sig när det finns skäl.
Någon måste våga säga nej till nya uppdrag.
Medarbetarsamtalen är bra men följs inte upp.
Hade jag haft färre medarbetare hade jag hunnit mer. Säger jag som leder.
Det är skönt med en plan som gäller mer än ett läsår.
Mötena blir information i stället för samtal.
Vid frågor, ring mig gärna på 08-465 004 12.
"""
_DEVELOPMENT = """
Kollegialt lärande är den bästa fortbildning jag har haft.
Studiedagarna handlar om sådant vi redan kan.
Vi läser forskning ihop, men har svårt att ta den till klassrummet.
Tiden för gemensam planering försvinner när någon är sjuk.
Jag har lärt mig mest av att besöka en kollegas lektioner.
Ge oss en sak att bli bra på, och håll i den.
Fritidshemmet är aldrig med i utvecklingsarbetet.
Det vore bra att få välja mellan några spår.
Vi dokumenterar mer än vi diskuterar.
Handledningen i höstas var mycket givande.
Nyutbildade och erfarna behöver olika saker.
Jag vill ha återkoppling på min undervisning. Det får jag inte i dag.
Utvecklingsgruppen är ett lyft, men alla vet inte att den finns.
"""
_QUALITY = """
Analysen görs på kontoret. Vi i klassrummet ser bara rapporten.
Vi samlar in mycket och använder lite.
Jag förstår inte hur mina resultat hänger ihop med skolans mål.
Det är bra att målen har blivit färre.
Uppföljningen sker i juni, då är det för sent att ändra något.
Enkäter i all ära, men fråga oss oftare och om mindre.
Kvalitetsdialogen i våras var första gången jag kände mig delaktig.
Det vi kommer fram till försvinner när nästa läsår börjar.
Mallarna är krångliga och tar tid från undervisningen.
Elevernas egna svar borde väga tyngre.
Vi följer upp betyg men inte undervisningen bakom dem.
Ordet systematiskt skrämmer. Säg vad vi ska göra, och när.
Rapporten är till för nämnden, inte för oss.
Tydlig röd tråd från mål till klassrum saknas.
"""
_ROLES = """
Jag vet vad som är mitt ansvar men inte var det slutar.
Det är otydligt vad som är huvudmannens fråga och vad som är rektors.
Ansvaret är fördelat på papper. I vardagen gör den som orkar.
Delegationen fungerar bra hos oss.
Arbetslagsledaren har fått uppdrag utan tid.
När någon slutar vet ingen vad som låg på den tjänsten.
Vem gör vad i elevhälsan borde stå på en sida, inte på tolv.
Nya organisationen är tydligare än den gamla.
Beslut tas på möten där de berörda inte är med.
Alla väntar på att någon annan ska börja.
Det är skönt att veta vem man ska gå till.
Förvaltningen svarar snabbt, det uppskattar jag.
"""
_WHOLE = """
Bra frågor, men enkäten är för lång.
Ta upp resultatet på ett möte, annars svarar jag inte nästa år.
Några påståenden innehåller två frågor på en gång.
Jag är ny och kan inte svara på allt.
Fråga eleverna samma saker!
Svaren beror på vilken dag man frågar.
Bra att vi gör det här tillsammans.
Jag hade velat skriva mer om arbetsmiljön.
Låt oss prata om det här i arbetslagen före jul.
Det borde finnas ett svar mellan stämmer till viss del och stämmer till stor del.
Tack för att ni frågar.
"""
LINES = {
    "fortroendefullt-klimat": _CLIMATE,
    "halsoframjande-larmiljo": _HEALTH,
    "kompensatoriska-insatser": _SUPPORT,
    "kompetent-ledarskap": _LEADERSHIP,
    "professionell-utveckling": _DEVELOPMENT,
    "systematiskt-kvalitetsarbete": _QUALITY,
    "roll-och-ansvarsfordelning": _ROLES,
    "utbildning": _HEALTH,
    "organisation": _ROLES,
    "kvalitetsarbete": _QUALITY,
    "ledarskap": _LEADERSHIP,
    None: _WHOLE,
}
"""What may be written per area id, one comment a line; None is the whole survey."""
NOTHING = ("-", "Nej", "Inget att tillägga", ".")
"""What those write who have no comment."""
