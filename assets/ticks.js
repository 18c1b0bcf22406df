/* Dash draws ticks as the options of a list box, with the real boxes inside: a list box may hold no controls.
 * Here the list goes back to being what it is, native boxes in a named group, each with its label.
 */
(function () {
  "use strict";

  const DRESSED = ".dash-options-list[role], .dash-options-list [role='option'], .dash-options-list [aria-selected]";

  function plain() {
    for (const one of document.querySelectorAll(DRESSED)) {
      one.removeAttribute("role");
      one.removeAttribute("aria-selected");
    }
  }

  new MutationObserver(plain).observe(document.documentElement, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["aria-selected"],
  });
})();
