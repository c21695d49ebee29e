// What does a card do in the browser by itself: become a picture, fill a wall, and follow the system's look?
//
// Written against Streamlit 1.67 and the Plotly it carries; tests/browser/test_cards.py tells if they change.
"use strict";

(() => {
  const root = document.documentElement;
  root.dataset.skPng = "";

  // The wall is laid out for 1920 x 1080, and every other screen shows the same, smaller or larger.
  const fit = () => {
    const scale = Math.min(innerWidth / 1920, innerHeight / 1080);
    root.style.setProperty("--sk-wall-scale", String(scale));
    root.style.setProperty("--sk-wall-height", `${innerHeight / scale}px`);
  };
  addEventListener("resize", fit);
  fit();

  // The server draws the charts, and learns at a first visit whether the page is light or dark.
  // A browser may call its paper light while it prints.
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const wasDark = dark.matches;
  dark.addEventListener("change", () => {
    if (dark.matches !== wasDark && !matchMedia("print").matches) location.reload();
  });

  // Paper is narrower than the window, and there is no time to draw anew when a page is printed: what is seen
  // is printed, each chart scaled as one picture (style.css), or as several where it is longer than a page.
  addEventListener("beforeprint", () => {
    for (const chart of document.querySelectorAll(".js-plotly-plot")) {
      const frame = chart.closest(".stElementContainer");
      const drawing = chart.querySelector(".svg-container");
      frame.dataset.skPrint = "hidden";
      if (!drawing || !chart.checkVisibility()) continue;
      const { offsetWidth: width, offsetHeight: height } = drawing;
      const cuts = height > width * LONG ? cutsBetweenTexts(drawing, width * PART) : [];
      frame.dataset.skPrint = cuts.length ? "parts" : "whole";
      [0, ...cuts].forEach((top, place) => {
        const part = cuts.length ? drawing.parentElement.appendChild(drawing.cloneNode(true)) : drawing;
        const tall = (cuts[place] ?? height) - top;
        part.classList.add("sk-printed");
        part.style.setProperty("--sk-drawn-width", `${width}px`);
        part.style.setProperty("--sk-drawn-form", `${width} / ${tall}`);
        for (const svg of part.querySelectorAll(".main-svg"))
          svg.setAttribute("viewBox", `0 ${top} ${width} ${tall}`);
      });
    }
  });
  addEventListener("afterprint", () => {
    for (const each of document.querySelectorAll("[data-sk-print]")) delete each.dataset.skPrint;
    for (const part of document.querySelectorAll(".svg-container ~ .sk-printed")) part.remove();
    for (const part of document.querySelectorAll(".sk-printed")) {
      part.classList.remove("sk-printed");
      for (const svg of part.querySelectorAll(".main-svg")) svg.removeAttribute("viewBox");
    }
  });
  // How high a chart may be to be kept whole, and the least height of a part of it; as parts of its width.
  const LONG = 1.35;
  const PART = 0.2;

  // Heights at which `drawing` can be cut without cutting a word, at least `least` px apart.
  function cutsBetweenTexts(drawing, least) {
    const { top: start, bottom: end } = drawing.getBoundingClientRect();
    const texts = [...drawing.querySelectorAll("text")]
      .map((each) => each.getBoundingClientRect())
      .filter(({ height }) => height)
      .sort((one, other) => one.top - other.top);
    const cuts = [];
    let [last, below] = [start, start];
    for (const { top, bottom } of texts) {
      const cut = (below + top) / 2;
      if (top > below && cut - last >= least && end - cut >= least) cuts.push((last = cut));
      below = Math.max(below, bottom);
    }
    return cuts.map((cut) => cut - start);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".sk-png");
    if (button) savePicture(button);
  });

  const SIDE = 24;
  const LINE = 1.35;

  // The chart with the card's words around it: finding and question above, who answered below.
  function savePicture(button) {
    const card = button.closest(`.st-key-sk-card-${CSS.escape(button.dataset.card)}`);
    const chart = [...card.querySelectorAll(".js-plotly-plot")].find((each) => each.checkVisibility());
    const picture = chart?._fullLayout?._modeBar?.buttons.flat().find(({ name }) => name === "toImage");
    if (!picture) return;
    const { width, height, margin } = chart._fullLayout;
    const words = (selector, size, weight) => {
      const found = [...card.querySelectorAll(selector)].map((each) => each.textContent);
      // A picture is drawn without the page's own font, and the one it falls back on is wider.
      return lines(found.join(" "), width, `${weight} ${size}px sans-serif`).map((text) => ({
        text: weight > 400 ? `<b>${escaped(text)}</b>` : escaped(text),
        size,
      }));
    };
    const above = [
      ...words(":scope .sk-kicker", 15, 600),
      ...words(":scope h2", 18, 700),
      ...words(":scope .sk-question", 15, 400),
    ];
    const below = words('[class*="st-key-sk-foot-"] > * > .stHtml > .sk-note', 13, 400);
    const tall = (parts) => parts.reduce((sum, { size }) => sum + size * LINE, 0);
    const [over, under] = [tall(above) + SIDE, tall(below) + SIDE];

    const annotations = [...(chart.layout.annotations ?? [])];
    const plot = chart._fullLayout._size;
    let y = plot.t + over - SIDE / 2;
    for (const { text, size } of above) {
      annotations.push(line(text, size, { y: 1, yanchor: "top", yshift: y }));
      y -= size * LINE;
    }
    y = -(plot.b + SIDE / 2);
    for (const { text, size } of below) {
      annotations.push(line(text, size, { y: 0, yanchor: "top", yshift: y }));
      y -= size * LINE;
    }
    function line(text, size, place) {
      const where = { x: 0, xref: "paper", yref: "paper", xanchor: "left", xshift: -plot.l };
      return { ...where, ...place, text, font: { size }, showarrow: false, align: "left" };
    }

    const around = { l: plot.l + SIDE, r: plot.r + SIDE, t: plot.t + over + SIDE, b: plot.b + under };
    const layout = {
      ...chart.layout,
      annotations,
      margin: { ...margin, ...around },
      width: width + 2 * SIDE,
      height: height + over + SIDE + under,
      paper_bgcolor: getComputedStyle(card).backgroundColor,
    };
    const settings = { ...chart._context, toImageButtonOptions: { ...PNG, filename: button.dataset.name } };
    picture.click({ data: chart.data, layout, config: settings, _context: settings });
  }
  const PNG = { format: "png", scale: 2 };

  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

  function lines(text, width, font) {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = font;
    const found = [];
    for (const word of text.split(/\s+/).filter(Boolean)) {
      const longer = found.length ? `${found.at(-1)} ${word}` : word;
      if (found.length && pen.measureText(longer).width <= width) found[found.length - 1] = longer;
      else found.push(word);
    }
    return found;
  }
})();
