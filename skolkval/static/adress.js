// Where does back lead, and where on the page were we?
//
// Written against Streamlit 1.67; tests/browser/test_back.py tells if it changes.
"use strict";

(() => {
  const [push, replace] = [history.pushState.bind(history), history.replaceState.bind(history)];
  const START = "oversikt"; // the page at "/"

  // What the server writes says which page it is for (skolkval/ui/address.py), and may come when the viewer
  // is on another: before the page that a click leads to, or after the page that back left.
  const isFor = (address) => {
    const page = address.searchParams.get("sida");
    address.searchParams.delete("sida");
    return page === null || page === (address.pathname.slice(1) || START);
  };

  // A choice changes the address of the page but is no step of its own: back leads to the page before. To open
  // the wall, or a thread of the chain, is one: back closes it. Closed otherwise, that step is taken back.
  const opened = ({ href }) => ["vagg", "punkt"].some((name) => new URL(href).searchParams.has(name));
  history.pushState = (state, unused, url) => {
    const next = new URL(url ?? "", location.href);
    const opens = opened(next) && !opened(location);
    if (next.pathname === location.pathname && !opens) return history.replaceState(state, unused, url);
    if (!isFor(next)) next.search = "";
    push(opens ? { ...state, opens } : state, unused, next);
    shown = location.href;
  };

  history.replaceState = (state, unused, url) => {
    const next = new URL(url ?? "", location.href);
    if (!isFor(next)) return;
    const { opens } = history.state ?? {};
    if (opens && !opened(next)) return history.back();
    const left = wallLeft(next);
    if (!left && !onWall(next)) places.set(next.href, places.get(location.href));
    replace(opens ? { ...state, opens } : state, unused, next);
    shown = location.href;
    if (left) scrollBack(left);
  };

  let shown = location.href; // what the page shows, while the address may be another already
  // How to find the button that led to the wall which `next` is no longer on.
  function wallLeft(next) {
    const card = onWall(next) ? null : onWall({ href: shown });
    return card && (() => document.querySelector(`.st-key-sk-to-wall-${CSS.escape(card)} button`));
  }

  // Pages scroll inside an element of Streamlit's, which the browser does not scroll back by itself.
  // A new page may be at its top before it has its address, so what counts is where something was last pressed.
  const places = new Map(); // by address
  const onWall = ({ href }) => new URL(href).searchParams.get("vagg");
  const main = () => document.querySelector(".stMain");
  let scrolling = 0; // which attempt to scroll back is on; 0 is none

  // Until the page is as high again, and what is to have the focus is there, unless the viewer does something first.
  function scrollBack(findFocused) {
    const top = places.get(location.href) ?? 0;
    const until = Date.now() + PATIENCE;
    const attempt = (scrolling = until + Math.random());
    const step = () => {
      if (scrolling !== attempt) return;
      const page = main();
      const focused = findFocused?.();
      const isThere = page && page.scrollHeight - page.clientHeight >= top && (focused || !findFocused);
      focused?.closest("details")?.setAttribute("open", "");
      if (isThere) page.scrollTop = top;
      if (isThere && focused) focused.focus();
      if ((isThere && focused) || Date.now() > until) scrolling = 0;
      else requestAnimationFrame(step);
    };
    step();
  }
  const PATIENCE = 5000; // ms

  const links = () => [...document.querySelectorAll("a.sk-go")];
  const pressed = new Map(); // how to find what was pressed last, by address
  addEventListener("popstate", () => {
    const left = wallLeft(location);
    shown = location.href;
    scrollBack(left || pressed.get(location.href));
  });

  // A link in a list, or what opened the popover with the button. Both are drawn anew when one comes back.
  function finder(element) {
    const place = links().indexOf(element.closest("a.sk-go"));
    if (place >= 0) return () => links()[place];
    const opener = element.closest("[data-testid='stPopoverBody']") && document.querySelector(OPENER);
    const key = [...(opener?.closest("[class*='st-key-']")?.classList ?? [])].find((name) => name.startsWith("st-key-"));
    return key && (() => document.querySelector(`.${CSS.escape(key)} button`));
  }
  const OPENER = "[data-testid='stPopoverButton'][aria-expanded='true']";

  // A link in a list says where it leads, and the list, once for all, what is chosen besides.
  function complete(event) {
    const link = event.target.closest?.("a.sk-go");
    const chosen = link?.closest("[data-chosen]")?.dataset.chosen;
    if (chosen === undefined || link.dataset.whole) return;
    const address = new URL(link.href);
    const own = new Set(address.searchParams.keys());
    for (const [name, value] of new URLSearchParams(chosen))
      if (!own.has(name)) address.searchParams.append(name, value);
    link.href = address.href;
    link.dataset.whole = "yes";
  }
  // So does the menu, for who opens another page in a tab of its own.
  function completeMenu(event) {
    const link = event.target.closest?.("[data-testid='stSidebarNavLink']");
    if (!link) return;
    const chosen = new URLSearchParams(location.search);
    for (const name of ["vagg", "rad"]) chosen.delete(name);
    link.search = chosen;
    // Streamlit would show the page in this tab, whichever key is held.
    if (isForNewTab(event)) event.stopPropagation();
  }
  for (const type of ["pointerdown", "focusin", "click"])
    for (const whole of [complete, completeMenu]) addEventListener(type, whole, { capture: true });

  const isForNewTab = (event) => event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;

  // A link to another page of ours is followed without loading everything anew. For Streamlit that is as if the
  // viewer had gone forward to it.
  function follow(event) {
    const link = event.target.closest("a.sk-go");
    if (!link || event.button || isForNewTab(event)) return;
    event.preventDefault();
    for (const kept of [places, pressed]) kept.delete(link.href);
    history.pushState(null, "", link.href);
    dispatchEvent(new PopStateEvent("popstate"));
  }
  addEventListener("click", follow);
  addEventListener("click", (event) => pressed.set(location.href, finder(event.target)), { capture: true });

  for (const type of ["wheel", "touchstart", "pointerdown", "keydown", "click"])
    addEventListener(
      type,
      () => {
        scrolling = 0;
        // The page behind a wall is empty.
        if (!document.querySelector(".st-key-sk-wall")) places.set(location.href, main()?.scrollTop);
      },
      { capture: true, passive: true },
    );
})();
