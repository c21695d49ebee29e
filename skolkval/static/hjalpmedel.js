// What do screen readers and small screens need that Streamlit leaves out?
//
// Written against Streamlit 1.67; tests/browser/test_accessible.py tells what a newer one lacks.
"use strict";

(() => {
  // The menu's list has headings between its entries, which a list may not have: it is read as links.
  const MENU = '[data-testid="stSidebarNavItems"], [data-testid="stSidebarNavItems"] li';

  const mend = (root) => {
    for (const each of root.querySelectorAll?.(MENU) ?? []) each.setAttribute("role", "presentation");
    if (root.matches?.(MENU)) root.setAttribute("role", "presentation");
  };

  // On a phone the menu lies over the page that was chosen in it.
  addEventListener("click", (event) => {
    if (innerWidth < 768 && event.target.closest("[data-testid='stSidebarNavLink']"))
      setTimeout(() => document.querySelector("[data-testid='stSidebarCollapseButton'] button")?.click());
  });

  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) addedNodes.forEach(mend);
  }).observe(document.documentElement, { subtree: true, childList: true });
})();
