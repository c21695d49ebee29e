"""How each chart is read, in plain Swedish: the text behind "Så läser du"."""

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
    "stil och ◂, när det är minst 15 indexpunkter och säkert skilt från noll. Det räknas på oavrundade "
    "tal. Att inget glapp lyfts fram betyder inte att nivåerna är eniga: det kan vara för få svar för "
    "att avgöra."
)
FEW = (
    "Tal med stjärna bygger på färre än tio svar. Två punkter (..) betyder för få svar för att visas. "
    "Ett påstående som få i en liten grupp svarat på räknas inte med för den gruppen."
)
HEATMAP = "\n".join((INDEX, GAP, AGREEMENT, FEW))
RADAR = "\n".join(
    (
        "Varje axel är ett område, och linjen går genom nivåns index. Ytan innanför betyder ingenting: "
        "den ändras om områdena byter plats. Jämför hellre i punktdiagrammet bredvid.",
        INDEX,
    )
)
DOTS = "\n".join(("Ett märke per nivå. Strecket går från lägsta till högsta index.", INDEX, GAP))
BARS = "\n".join(
    (
        "Varje stapel är en nivås svar på ett påstående. Svaren som instämmer ligger till höger om "
        "mittlinjen, de andra till vänster. Talen är procent av dem som svarat, eller antal när de "
        "är färre än tjugo. Färre än tio svar visas som en prick per svar.",
        "Vet ej står för sig till höger och räknas inte in i staplarna.",
    )
)
