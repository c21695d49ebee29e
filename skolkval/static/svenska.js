// Which words on the screen are Streamlit's own, and what are they in Swedish?
//
// Streamlit and Plotly have words that no setting reaches. They are replaced as they appear, and only
// where the whole text is one of those below: what people have written themselves is never touched.
// Written against Streamlit 1.67; tests/browser/test_swedish.py tells what a newer one adds.
"use strict";

(() => {
  // Calendars, week starts and number fields follow the browser's language, and ours is Swedish.
  Object.defineProperty(navigator, "language", { get: () => "sv-SE" });
  Object.defineProperty(navigator, "languages", { get: () => ["sv-SE", "sv"] });

  // These are shown in dialogs and notes that look like a page's own text.
  const SENTENCES = {
    "Connection error": "Ingen kontakt med servern",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
      "Servern svarar inte. Om den har stoppats startas den igen i terminalen:",
    "streamlit run yourscript.py": "skolkval run",
    "Streamlit server is not responding. Are you connected to the internet?":
      "Servern svarar inte. Kontrollera nätverket och ladda om sidan.",
    "Connection timed out.": "Servern svarade inte i tid.",
    "Reconnected to server.": "Kontakten med servern är tillbaka.",
    "Page not found": "Sidan finns inte",
    "The page that you have requested does not seem to exist. Running the app's main page.":
      "Sidan du bad om finns inte. Startsidan visas i stället.",
    "Script execution error": "Något gick fel",
    "Your app is having trouble loading the component.": "En del av sidan kunde inte laddas.",
  };

  const WORDS = {
    // frame
    "Skip to main content": "Hoppa till innehållet",
    "App pages": "Sidor",
    Sidebar: "Sidopanel",
    "Sidebar Logo": "Logotyp",
    "Collapse sidebar": "Dölj sidopanelen",
    "Expand sidebar": "Visa sidopanelen",
    "View less": "Visa färre",
    "Link to heading": "Länk till rubriken",
    "Main menu": "Meny",
    "Navigate to home page": "Till startsidan",
    "Running...": "Arbetar …",
    "Stopping...": "Stoppar …",
    "Loading...": "Laddar …",
    Connecting: "Ansluter",
    "Connecting to Streamlit server": "Ansluter till servern",
    "Unable to connect to Streamlit server": "Ingen kontakt med servern",
    Stop: "Stoppa",
    "Stop script": "Stoppa",
    Rerun: "Kör om",
    Retry: "Försök igen",
    Error: "Fel",
    "Error:": "Fel:",
    Close: "Stäng",
    Dismiss: "Stäng",
    "Close popup": "Stäng",
    Notifications: "Meddelanden",
    Notification: "Meddelande",
    Print: "Skriv ut",
    Settings: "Inställningar",
    Theme: "Tema",
    Light: "Ljust",
    Dark: "Mörkt",
    "Use system setting": "Som i systemet",
    // fields
    "Choose an option": "Välj",
    "Choose options": "Välj",
    "Choose or add an option": "Välj eller skriv",
    "Choose or add options": "Välj eller skriv",
    "No options to select": "Det finns inget att välja",
    "No options to select.": "Det finns inget att välja.",
    "No results": "Inga träffar",
    "No options": "Inga val",
    "Select all": "Välj alla",
    "Selected values": "Valda",
    "Selectbox options": "Val",
    "Clear all": "Rensa",
    "Clear value": "Rensa",
    "Clear selection": "Rensa urvalet",
    Open: "Öppna",
    Optional: "Frivilligt",
    Increment: "Öka",
    Decrement: "Minska",
    "Show password": "Visa lösenordet",
    "Hide password": "Dölj lösenordet",
    "This field is required.": "Fältet måste fyllas i.",
    "Scroll tabs left": "Flikar till vänster",
    "Scroll tabs right": "Flikar till höger",
    // dates
    "Choose date": "Välj datum",
    "Choose date range": "Välj period",
    "Date range": "Period",
    "Quick select a date range": "Välj en vanlig period",
    "Clear date": "Rensa datumet",
    "Clear dates": "Rensa datumen",
    "Next month": "Nästa månad",
    "Previous month": "Föregående månad",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.":
      "Flytta med piltangenterna. Enter väljer, Escape stänger.",
    // files
    Upload: "Välj fil",
    "Uploading...": "Laddar upp …",
    "Upload failed": "Uppladdningen misslyckades",
    "Error uploading file": "Filen kunde inte laddas upp",
    "Error deleting file": "Filen kunde inte tas bort",
    "Browse files": "Välj fil",
    "Add files": "Lägg till fil",
    "add icon": "lägg till",
    "file upload": "filuppladdning",
    "Drag and drop a file here": "Släpp filen här",
    "Drag and drop files here": "Släpp filerna här",
    "Drag and drop file here": "Släpp filen här",
    "Only one file is allowed.": "Bara en fil tas emot.",
    "File type not allowed.": "Filtypen tas inte emot.",
    "Network Error": "Nätverksfel",
    "Network error": "Nätverksfel",
    "Previous page": "Föregående sida",
    "Next page": "Nästa sida",
    // tables and toolbars
    Fullscreen: "Helskärm",
    "Close fullscreen": "Stäng helskärm",
    "Exit fullscreen": "Stäng helskärm",
    "Enter fullscreen": "Helskärm",
    "Show/hide columns": "Visa eller dölj kolumner",
    "Download as CSV": "Ladda ner som CSV",
    "Download as PNG": "Ladda ner som PNG",
    "Copy to clipboard": "Kopiera",
    Copy: "Kopiera",
    Copied: "Kopierat",
    Search: "Sök",
    "Type to search": "Skriv för att söka",
    "Close Search": "Stäng sökningen",
    "Next Result": "Nästa träff",
    "Previous Result": "Föregående träff",
    "Add row": "Lägg till rad",
    "Delete row(s)": "Ta bort rader",
    "Dataframe column menu": "Kolumnens meny",
    "Sort ascending": "Sortera stigande",
    "Sort descending": "Sortera fallande",
    "Copy column name": "Kopiera kolumnens namn",
    Autosize: "Anpassa bredden",
    "Pin column": "Lås kolumnen",
    "Unpin column": "Lås upp kolumnen",
    "Hide column": "Dölj kolumnen",
    Format: "Format",
    Statistics: "Statistik",
    Automatic: "Automatiskt",
    Localized: "Svenskt",
    Plain: "Utan tusental",
    Compact: "Kort",
    Dollar: "Dollar",
    Euro: "Euro",
    Yen: "Yen",
    Percent: "Procent",
    Scientific: "Tiopotens",
    Accounting: "Bokföring",
    Distance: "Tid sedan",
    Calendar: "Kalender",
    Count: "Antal",
    Empty: "Tomma",
    Distinct: "Olika",
    Minimum: "Minsta",
    Maximum: "Största",
    Average: "Medelvärde",
    "Standard deviation": "Standardavvikelse",
    Sum: "Summa",
    True: "Ja",
    False: "Nej",
    "Minimum length": "Kortaste",
    "Maximum length": "Längsta",
    "Average length": "Medellängd",
    "Based on sample": "Ett urval av raderna",
    "No data": "Inga data",
    "Failed to load data": "Innehållet kunde inte laddas",
    "Invalid input.": "Ogiltigt värde.",
    "Show data": "Visa tabell",
    "Show chart": "Visa diagram",
    // charts
    "Download plot as a PNG": "Ladda ner som bild (PNG)",
    "Download plot": "Ladda ner som bild",
    Zoom: "Zooma",
    "Zoom in": "Zooma in",
    "Zoom out": "Zooma ut",
    Pan: "Flytta",
    Autoscale: "Anpassa skalan",
    "Reset axes": "Återställ axlarna",
    "Reset view": "Återställ vyn",
    "Box Select": "Markera med ruta",
    "Lasso Select": "Markera fritt",
    "Toggle Spike Lines": "Hjälplinjer",
    "Toggle show closest data on hover": "Visa närmaste värde",
    "Show closest data on hover": "Visa närmaste värde",
    "Compare data on hover": "Jämför värden",
    "Double-click to zoom back out": "Dubbelklicka för att zooma ut",
    "Double-click on legend to isolate one trace": "Dubbelklicka för att visa bara en",
  };

  const MONTHS = {
    January: "januari",
    February: "februari",
    March: "mars",
    April: "april",
    May: "maj",
    June: "juni",
    July: "juli",
    August: "augusti",
    September: "september",
    October: "oktober",
    November: "november",
    December: "december",
  };
  const FIELDS = { day: "dag", month: "månad", year: "år", start: "från", end: "till" };
  const UNITS = { B: "byte", KB: "kB", MB: "MB", GB: "GB" };
  const month = Object.keys(MONTHS).join("|");
  const size = "([\\d.]+)\\s?(B|KB|MB|GB)";
  const bytes = (number, unit) => `${number.replace(/\.0$/, "").replace(".", ",")} ${UNITS[unit]}`;
  const date = (name, day, year) => `${Number(day)} ${MONTHS[name]} ${year}`;

  const PATTERNS = [
    [`${size} per file`, (n, u) => `högst ${bytes(n, u)} per fil`],
    [`File must be ${size} or smaller\\.`, (n, u) => `Filen får vara högst ${bytes(n, u)}.`],
    ["(.*) files are not allowed\\.", (type) => `Filtypen ${type || "utan namn"} tas inte emot.`],
    [size, bytes],
    [`(.+), ${size}`, (name, n, u) => `${name}, ${bytes(n, u)}`],
    ["Remove (.+)", (name) => `Ta bort ${name}`],
    ["Add: (.+)", (name) => `Lägg till: ${name}`],
    ["Select (\\d+) matches", (n) => `Välj ${n} träffar`],
    ["(\\d+) options? available\\.", (n) => `${n} val.`],
    [
      "You can only select up to (\\d+) options?\\. Remove an option first\\.",
      (n) => `Högst ${n} kan väljas. Ta bort ett val först.`,
    ],
    ["(\\d+) results?", (n) => (n === "1" ? "1 träff" : `${n} träffar`)],
    ["(\\d+) of (\\d+) results?", (n, all) => `${n} av ${all} träffar`],
    ["Press (?:(Ctrl|⌘)\\+)?Enter to apply", (key) => `Tryck ${key ? `${key}+` : ""}Enter`],
    [
      "Press (?:(Ctrl|⌘)\\+)?Enter to submit form",
      (key) => `Tryck ${key ? `${key}+` : ""}Enter för att skicka`,
    ],
    ["View (\\d+) more", (n) => `Visa ${n} till`],
    ["Shortcut (.+)", (key) => `Snabbtangent ${key}`],
    [`Selected Date: (${month}) (\\d+), (\\d+)`, (...d) => `Valt datum: ${date(...d)}`],
    [
      `Selected Range: (${month}) (\\d+), (\\d+) to (${month}) (\\d+), (\\d+)`,
      (a, b, c, d, e, f) => `Vald period: ${date(a, b, c)} till ${date(d, e, f)}`,
    ],
    [`(\\d+) – (${month})`, (n, name) => `${n} – ${MONTHS[name]}`],
    ["(day|month|year), (.+)", (field, rest) => `${FIELDS[field]}, ${swedish(rest) ?? rest}`],
    ["Choose date(?: range)?, (.+)", (shown) => `Välj datum, ${shown}`],
    ["(.+) start date", (label) => `${label}, första dagen`],
    ["(.+) end date", (label) => `${label}, sista dagen`],
    ["(.+) — (start|end)", (label, side) => `${label} – ${FIELDS[side]}`],
  ].map(([pattern, answer]) => [new RegExp(`^${pattern}$`), answer]);

  const sentences = new Map(Object.entries(SENTENCES));
  const words = new Map(Object.entries(WORDS));

  function swedish(text) {
    const found = words.get(text);
    if (found !== undefined) return found;
    // Longer than any of ours: not worth matching.
    if (text.length > 200) return undefined;
    for (const [pattern, answer] of PATTERNS) {
      const match = pattern.exec(text);
      if (match) return answer(...match.slice(1));
    }
    return undefined;
  }

  // Text that people or pages have written, unless Streamlit's own words stand inside it.
  const THEIRS =
    '[data-testid="stHtml"], [data-testid^="stMarkdown"], [data-testid="stText"], ' +
    '[data-testid="stFileChipName"], ' +
    '[data-testid="stTable"], [data-testid="stMetric"], [data-testid="stSidebarNavLink"], ' +
    '[data-testid="stSidebarNav"] header, [role="gridcell"], [role="columnheader"], ' +
    "[data-tag], pre, code, textarea, .plotly";
  const OURS =
    '[data-testid="stFileUploaderDropzone"], [data-testid="stTooltipContent"], ' +
    '[data-testid="stElementToolbar"]';
  const OPTION = /^(Select all|No results|Select \d+ matches|Add: .+|You can only select .+)$/;

  function translateText(node) {
    const raw = node.data;
    const text = raw.trim();
    const element = node.parentElement;
    if (!text || !element) return;
    let found = sentences.get(text);
    if (found === undefined) {
      if (element.closest(THEIRS) && !element.closest(OURS)) return;
      if (element.closest('[role="option"]') && !OPTION.test(text)) return;
      found = swedish(text);
    }
    if (found !== undefined && found !== text) node.data = raw.replace(text, () => found);
  }

  // What a chosen value or an option is labelled with is what somebody called it.
  const NAMED = '[data-tag], [role="option"], [data-testid="stFileChipName"]';
  const ATTRIBUTES = ["aria-label", "aria-valuetext", "title", "placeholder", "data-title"];

  function translateAttribute(element, name) {
    const text = element.getAttribute(name);
    if (!text || element.matches(NAMED) || element.closest('[data-testid="stHtml"]')) return;
    const found = swedish(text);
    if (found !== undefined && found !== text) element.setAttribute(name, found);
  }

  const isDrawing = (node) =>
    node.nodeType === Node.ELEMENT_NODE && /^(svg|canvas|script|style)$/i.test(node.nodeName);

  function translateTree(root) {
    if (isDrawing(root)) return;
    const walker = document.createTreeWalker(
      root,
      NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
      // A chart can have thousands of nodes, and all its words are the page's own.
      (node) => (isDrawing(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT),
    );
    for (let node = walker.currentNode; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) translateText(node);
      else if (node.nodeType === Node.ELEMENT_NODE)
        for (const name of ATTRIBUTES) if (node.hasAttribute(name)) translateAttribute(node, name);
    }
  }

  new MutationObserver((changes) => {
    for (const { type, target, addedNodes, attributeName } of changes) {
      if (type === "characterData") translateText(target);
      else if (type === "attributes") translateAttribute(target, attributeName);
      else if (!target.ownerSVGElement) addedNodes.forEach(translateTree);
    }
  }).observe(document.documentElement, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ATTRIBUTES,
  });
})();
