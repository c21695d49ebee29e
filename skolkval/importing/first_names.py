"""Which words are so common as first names in Sweden that a column of them holds people?"""

from __future__ import annotations

_NAMES = """
    aaron abbas adam adnan agda agnes agneta ahmad ahmed aino aisha alba albert albin aleksandra
    alex alexander alexandra alexandros alexis alfons alfred algot ali alice alicia aline alma alva
    alvar alve alvin amal amanda amela amelia amelie amina amir amira amy ana anders andré andrea
    andreas anette angela angelica anita anja anki ann anna anne anneli annelie annette annica annie
    annika annmarie ansgar ante anton antonia arman armin arne aron arthur artur arvid arvo ashley
    asta astrid august aurora axel axelina aya ayan ayşe ayse babak bahar barbara barbro bea
    beatrice bella bengt benjamin berit bernt bertil bettan bianca bilal birger birgit birgitta
    bjarne björn bo bodil boel bosse britt britta cajsa calle camila camilla carin carina carl
    carola carolina caroline casper catarina catharina cecilia celine charlie charlotta charlotte
    chloe chris christel christer christian christina christine christofer christoffer claes clara
    conny conrad cornelia dag dagmar dagny damian dan daniel daniela danijel danne dante darin dario
    dariusz david denise dennis desiree desirée diana dilan dilara dina disa doris dragan ebba ebbe
    edda eddie edina edit edith edmund edvin edward ehsan eilert einar eino eira elena eleonor
    eleonora eli eliana elias elin elina elinor elisa elisabet elisabeth elise ella elle ellen ellie
    ellinor elliot elliott elmer elna elof elsa else elton elvira emanuel embla emelie emil emilia
    emilio emina emir emma emmy enar eric erica erik erika erling ernst eskil esmeralda esra estelle
    ester eugen eva evelina evert ewa ezra fadi fanny farah fares farid fatemeh fatima fatma fatuma
    felicia felix fia filip filippa finn folke frank frans franz fred fredrik fredrika frej freja
    frida fritiof fritjof gabriel georg gerd gerda gertrud gertrude ghazal gina gittan gladys gloria
    goran gottfrid greta grzegorz gudrun gun gunhild gunilla gunnar gunvor gustaf gustav gustavo
    göran gösta göte habib halima hamid hampus hanna hannah hanne hans harald haris harry hasan
    hashim hassan hedda hedvig heidi helen helena helene helge helmer henning henny henrik herman
    hermann hilda hillevi hilma hjalmar hjördis holger huda hugo hussain hussein håkan ian iben
    ibrahim ibtisam ida idris ilona iman ines inez inga ingeborg ingegerd ingela ingemar inger
    ingmar ingrid ingvar ingvor irene iris irma isabel isabella isabelle isac isak isolde ivan ivar
    jack jacob jacqueline jakob jamal jan jana janina janne jannike jasmin jasmina jasmine jean
    jeanett jeanette jelena jennie jennifer jenny jens jerker jerry jesper jessica jessika jim jimmy
    joakim joar joel joen johan johanna johannes john johnny joline jon jonas jonathan jonna jonny
    jorge jose josef josefa josefin josefina josefine josephine judit judith julia juliette julius
    jussi jytte jörgen kaisa kaj kajsa kalle kamilla kari karim karima karin karl karola karolina
    kasper katarina katarzyna kate kathrine katja katrin kattis kenneth kent kerim kerstin kevin
    khadija khaled kian kicki kim kjell kjerstin klara klas klaudia klaus knut konrad krister
    kristian kristin kristina kristofer kristoffer krystyna krzysztof kurt laila lars lasse latifa
    laura lea leah leia leif leila lena lennart lennox leo leon leonard leonora leopold levi leyla
    liam lias liban lilian lilja lillemor lilly lily lina linda linn linnéa linnea linus lisa
    lisbeth lise liselott liselotte lisen liv lo loa loke lola lotta louis louise lova love lovis
    lovisa luca lucas lucia ludvig luka lukas luna lydia mackan madeleine madelene mads magda
    magdalena magnhild magnus mahdi mahmoud maj maja majken malin malte manuel maram marcel marcelo
    marcus margareta margit maria mariam mariana marianne marica marie marielle marija marijana
    marika marina mario marita marko markus marlene marta martin martina mary maryam mateo matheo
    matheus mathias mathilda matilda mats matteus matti mattias maud max maya mehdi mehmet melina
    melissa melker melvin melwin mercedes merja merve meryem mia michael michaela michelle micke
    miguel mika mikael mikaela mila milan milena milla milo milou mimmi minna mira miranda mirela
    miriam mirja mirjam moa mohamad mohamed mohammad mohammed mohamud mona monica monika morgan
    morris moses muhammad muhammed murat mustafa my måns märit märta nabil nadia nadja nahid naima
    nancy nanna naomi nasir nasrin natalia natalie natasha nathalie nellie nelly nelson nermin
    nicklas niclas nicola nicole nike nikita nikki niklas nikola nikolaj nikolas nils nina nisse noa
    noah noel noelia nomi noor nora nour nova novalie nurcan ola olav olga oline oliver olivia
    olivier olle ollie olof omar omid osama oscar oskar oskari osman otilia ottilia otto ove paola
    patric patricia patrik paul paula paulina peder pekka pelle per pernilla pernille perry peter
    petra petronella petter philip pia pierre pontus pär rafael rafal ragnar rahma rakel ralf rami
    ramin ramona rana randi rania raoul rashid rasmus rebecca rebecka regina renate rex reza ricardo
    richard rickard rickie rikard rikke rita robert roberta robin roger roine roland rolf ron ronja
    ronny rosa rosmarie roxana roy ruben rune rut ruth ryan sabina sabine saga sahar said salma
    salvador sam saman samantha sami samir samira samuel samuele sandor sandra sanja sanna santiago
    sara sarah sead sebastiaan sebastian selim selma semir senad sergio shirin sigge signe signhild
    sigrid sigurd sigvard simon simona simone siri siv sivan sivert sixten sofi sofia sofie solveig
    sonja sophia sophie staffan stanislav stefan stefania stella sten stephan stephanie steve stig
    stina sture suleiman sumaya sune susan susann susanna susanne susie suzanne svante svea sven
    svetlana sylvia synnöve sören tage tamara tanja tarek tatjana ted teo teresa terese teresia tess
    thea theo theodor theodora therese therése thomas tiffany tilda tilde tim tina tindra tintin
    tobias tom tomas tommie tommy toni tor tora toralf torbjörn tord tore torgny torsten torun tove
    tua ture tuulikki tuva tyko tyra ulf ulla ulrica ulrik ulrika uno urban ursula urszula valdemar
    valentina valter vanessa vanja vega vendela vendla vera verner veronica vibeke victoire victor
    victoria vidar vide viggo viktor viktoria vilgot vilhelm vilja vilma vincent viola virpi viveka
    vivi vivian viviann vivianne wahid waldemar walid walter wendela wendy wiktor wilda wilgot
    wilhelm wille william wilma wilmer yahya yara yasmin yasmina yasmine ylva yngve yosef younes
    yousef youssef yusuf yvette yvonne zacharias zackarias zahra zainab zara zeinab zelda zeynep
    zlatan zoe åke åsa åsmund älva ängla örjan östen öyvind
"""
FIRST_NAMES = frozenset(_NAMES.split())
"""First names in lower case."""
