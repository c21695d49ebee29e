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
    paintForPaper();
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
    for (const [style, part, colour] of painted.splice(0)) style[part] = colour;
    for (const each of document.querySelectorAll("[data-sk-print]")) delete each.dataset.skPrint;
    for (const part of document.querySelectorAll(".svg-container ~ .sk-printed")) part.remove();
    for (const part of document.querySelectorAll(".sk-printed")) {
      part.classList.remove("sk-printed");
      for (const svg of part.querySelectorAll(".main-svg")) svg.removeAttribute("viewBox");
    }
  });
  // A dark page says in pairs what its colours become on paper (skolkval/ui/look.py); style.css does the rest.
  const painted = []; // which styles had which colours before
  function paintForPaper() {
    const colours = getComputedStyle(root).getPropertyValue("--on-paper").match(/#\w{6}/g) ?? [];
    const onPaper = new Map();
    for (let place = 0; place < colours.length; place += 2) onPaper.set(asStyled(colours[place]), colours[place + 1]);
    if (!onPaper.size) return;
    for (const { style } of document.querySelectorAll(".stMain [style]"))
      for (const part of ["fill", "stroke", "color"]) {
        const colour = onPaper.get(style[part]);
        if (!colour) continue;
        painted.push([style, part, style[part]]);
        style[part] = colour;
      }
  }
  const asStyled = (hex) => `rgb(${[1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).join(", ")})`;

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
  const SCALE = 2;
  const LARGEST = 16000; // px of a picture that every browser can make

  // The chart as it is seen, with the card's words around it: finding and question above, who answered below.
  async function savePicture(button) {
    const card = button.closest(`.st-key-sk-card-${CSS.escape(button.dataset.card)}`);
    const chart = [...card.querySelectorAll(".js-plotly-plot")].find((each) => each.checkVisibility());
    const drawing = chart?.querySelector(".svg-container");
    if (!drawing) return;
    const { offsetWidth, offsetHeight } = drawing;
    const width = offsetWidth + 2 * SIDE;
    let height = SIDE;

    const write = (selector) => {
      const found = [...card.querySelectorAll(selector)];
      if (!found.length) return "";
      const { color, fontWeight, fontSize, fontFamily } = getComputedStyle(found[0]);
      const size = parseFloat(fontSize);
      const said = found.map((each) => each.textContent).join(" ");
      return lines(said, offsetWidth, `${fontWeight} ${fontSize} ${fontFamily}`)
        .map((text) => {
          height += size * LINE;
          const font = `font-family="${escaped(fontFamily)}" font-size="${size}" font-weight="${fontWeight}"`;
          return `<text x="${SIDE}" y="${height - size * 0.3}" fill="${color}" ${font}>${escaped(text)}</text>`;
        })
        .join("");
    };
    const above = [".sk-kicker", "h2", ".sk-question"].map(write).join("");
    height += SIDE / 2;
    const layers = [...drawing.querySelectorAll(".main-svg")].map((each) => {
      const layer = each.cloneNode(true);
      layer.querySelector(".hoverlayer")?.remove();
      layer.setAttribute("x", SIDE);
      layer.setAttribute("y", height);
      return new XMLSerializer().serializeToString(layer);
    });
    height += offsetHeight + SIDE / 2;
    const below = write('[class*="st-key-sk-foot-"] > * > .stHtml > .sk-note');
    height += SIDE;

    const ground = getComputedStyle(card).backgroundColor;
    const image = new Image();
    image.src = URL.createObjectURL(
      new Blob(
        [
          `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`,
          `<style>${await pageFont()}</style><rect width="100%" height="100%" fill="${ground}"/>`,
          ...[above, ...layers, below, "</svg>"],
        ],
        { type: "image/svg+xml" },
      ),
    );
    await image.decode();
    const scale = Math.min(SCALE, LARGEST / height);
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(image.src);
    canvas.toBlob((png) => {
      const link = document.createElement("a");
      link.download = `${button.dataset.name}.png`;
      link.href = URL.createObjectURL(png);
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    });
  }

  // A picture reaches for nothing outside itself, so it must bring the font along.
  async function pageFont() {
    const faces = [...document.styleSheets].flatMap((sheet) =>
      [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule),
    );
    const face = faces.find(({ style }) => FONT.test(style.fontFamily) && style.fontStyle !== "italic");
    const [address, relative] = /url\("?([^")]+)"?\)/.exec(face?.style.getPropertyValue("src")) ?? [];
    if (!address) return "";
    const file = await (await fetch(new URL(relative, face.parentStyleSheet.href ?? document.baseURI))).blob();
    const data = await new Promise((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result);
      reader.readAsDataURL(file);
    });
    return face.cssText.replace(address, `url("${data}")`);
  }
  const FONT = /^"?Source Sans"?$/;

  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");

  function lines(text, width, font) {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = font;
    const found = [];
    // Never at a space that is not to be broken at, as in "5 %".
    for (const word of text.split(/[ \n]+/).filter(Boolean)) {
      const longer = found.length ? `${found.at(-1)} ${word}` : word;
      if (found.length && pen.measureText(longer).width <= width) found[found.length - 1] = longer;
      else found.push(word);
    }
    return found;
  }
})();
