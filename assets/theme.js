/* Light or dark, decided before anything is painted, and what a page needs soonest. Loaded in the head;
 * loading it twice changes nothing. */
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

  /* The library that draws graphs is ours to choose: Dash would bring all of it. It is large, and Dash asks for it last;
   * on a page of graphs it is asked for first. */
  function early({ dataset }) {
    if (!dataset.plotly) return;
    Object.defineProperty(window, "_dashPlotlyJSURL", { get: () => dataset.plotly, set: () => undefined });
    const here = location.pathname.replace(/(.)\/+$/, "$1");
    if (!dataset.draws.split(" ").includes(here)) return;
    const script = document.createElement("script");
    script.async = true;
    script.src = dataset.plotly;
    document.head.append(script);
  }

  function keep(theme) {
    root.dataset.theme = theme;
    try { window.localStorage.setItem(KEPT, theme); } catch (refused) { console.info("The theme is not kept:", refused.name); }
  }

  root.dataset.theme = preferred();
  early(document.currentScript);
  window.lion = Object.assign(window.lion || {}, { theme: { preferred, keep } });
})();
