/* Light or dark, decided before anything is painted. Loaded in the head; loading it twice changes nothing. */
(function () {
  "use strict";

  const KEPT = "lion-theme";
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");

  function kept() {
    try { return window.localStorage.getItem(KEPT); } catch (refused) { return null; /* private windows may refuse */ }
  }

  function preferred() {
    const chosen = kept();
    if (chosen === "dark" || chosen === "light") return chosen;
    return dark.matches ? "dark" : "light";
  }

  function keep(theme) {
    root.dataset.theme = theme;
    try { window.localStorage.setItem(KEPT, theme); } catch (refused) { console.info("The theme is not kept:", refused.name); }
  }

  root.dataset.theme = preferred();
  window.lion = Object.assign(window.lion || {}, { theme: { preferred, keep } });
})();
