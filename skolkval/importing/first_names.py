"""Which words are so common as first names in Sweden that a column of them holds people?"""

from __future__ import annotations

_NAMES = """
    abbas adam agneta agnes ahmad ahmed aino albin alexander alexandra alfred ali alice alicia alva
    alvin amanda amina amir anders andreas anette angelica anita anja ann anna anne annelie annette
    annika anton antonia arne arvid asta astrid axel barbro bengt berit bernt birgit birgitta bjarne
    björn bo britt britta camilla carin carina carl carolina caroline catarina cecilia charlotta
    charlotte christer christian christina christine claes conny dag dan daniel daniela david dennis
    ebba edith edvin elias elin elina elisabet elisabeth ella ellen elliot elsa elvira emelie emil
    emilia emma emmy erica erik erika ester eva evelina fadi fanny fatima felicia felix filip fredrik
    frida fredrika gabriel georg gerd gertrud gun gunilla gunnar gustaf gustav göran göte hamid hanna
    hannah hans harald hassan hedvig helen helena helene helge henrik henny hilda hugo håkan ibrahim
    ida inga inger ingrid ingvar irene irma isabella isak jakob jan janne jennifer jenny jens jesper
    jessica jim joakim johan johanna johannes john johnny jonas jonathan josef josefin josefine julia
    julius jörgen kaj kajsa karin karl karolina katarina kathrine kenneth kent kerstin kevin khaled
    kim kjell klara klas kristian kristin kristina kristoffer kurt lars lasse leif leila lena lennart
    leo liam lilian lilly lina linda linn linnea lisa lisbeth liv lotta louise lovisa lucas ludvig
    lukas magdalena magnus maja majken malin marcus margareta margit maria marianne marie marika
    marina markus martin martina matilda mats mattias max melker mia michael mikael milla moa mohamed
    mohammad mona monica monika morgan mustafa märta nathalie nicklas niclas niklas nils nina noah
    nora olivia olle olof omar oscar oskar oskari ove patric patricia patrik paul paula per pernilla
    peter petra petter philip pia pierre ragnar rasmus rebecca rebecka reza richard rickard rikard
    robert robin roger roland rolf rosa rune ruth said samir samuel sandra sanna sara sarah sebastian
    selma siri sigrid simon siv sofia sofie solveig staffan stefan stella sten stig stina sture sune
    susanna susanne svante sven sylvia sören therese thomas tilda tim tina tobias tom tomas tommy
    tora torbjörn tord tore tove tuva ulf ulla ulrica ulrika urban vera veronica victor victoria
    viggo viktor viktoria vilhelm vilma vincent viveka wilhelm william wilma yasmin yusuf yvonne zahra
    åke åsa älva örjan östen
"""
FIRST_NAMES = frozenset(_NAMES.split())
"""First names in lower case."""
