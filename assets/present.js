/* Presentation: larger type, no chrome, arrow keys step through the page's panels. The address says present=1. */
(function () {
  "use strict";

  const root = document.documentElement;
  const FORWARD = new Set(["ArrowRight", "ArrowDown", "PageDown", " "]);
  const BACK = new Set(["ArrowLeft", "ArrowUp", "PageUp"]);

  const on = () => root.hasAttribute("data-present");
  const panels = () => [...document.querySelectorAll("main .panel")].filter((one) => one.offsetParent);

  function present(asked) {
    if (asked === on()) return;
    root.toggleAttribute("data-present", asked);
    if (asked) window.lion.say("Presentation. Arrow keys step through the figures, Escape ends it.");
    else for (const one of document.querySelectorAll("[data-stage]")) one.removeAttribute("data-stage");
    window.dispatchEvent(new Event("resize")); // figures take the new width
  }

  function step(by) {
    const every = panels();
    if (!every.length) return;
    const at = every.findIndex((one) => one.hasAttribute("data-stage"));
    const next = at < 0 ? (by > 0 ? 0 : every.length - 1) : Math.min(every.length - 1, Math.max(0, at + by));
    every.forEach((one, index) => one.toggleAttribute("data-stage", index === next));
    every[next].tabIndex = -1;
    every[next].focus({ preventScroll: true });
    every[next].scrollIntoView({ block: "center" });
  }

  document.addEventListener("keydown", (event) => {
    if (!on() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") { window.lion.ask((asked) => asked.delete("present")); return; }
    if (event.target.closest && event.target.closest("input, select, textarea, button, a, summary, .leaflet-container")) return;
    const by = FORWARD.has(event.key) ? 1 : BACK.has(event.key) ? -1 : 0;
    if (!by) return;
    event.preventDefault();
    step(by);
  });

  window.lion = Object.assign(window.lion || {}, { present });
})();
