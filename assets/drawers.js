/* Drawers and disclosures: one open at a time, Escape closes, the focus goes back to what opened it. */
(function () {
  "use strict";

  const root = document.documentElement;
  const STOPS = "a[href], button:not([disabled]), summary, select:not([disabled]), input:not([disabled])";
  let opener = null;
  let secluded = [];

  function drawer() { return root.dataset.open ? document.querySelector(`[data-drawer="${root.dataset.open}"]`) : null; }

  /* Everything but the drawer and its scrim is out of reach while it is open. */
  function seclude(shown) {
    for (let inner = shown; inner.parentElement && inner.parentElement !== root; inner = inner.parentElement) {
      for (const other of inner.parentElement.children) {
        if (other === inner || other.inert || other.matches(".scrim, .offline, [role=status]")) continue;
        other.inert = true;
        secluded.push(other);
      }
    }
  }

  function open(name, button) {
    close(false);
    root.dataset.open = name;
    opener = button;
    button.setAttribute("aria-expanded", "true");
    const shown = drawer();
    if (!shown) return;
    if (name === "filters") {
      shown.setAttribute("role", "dialog");
      shown.setAttribute("aria-modal", "true");
      seclude(shown);
    }
    const first = shown.querySelector(STOPS);
    if (first) first.focus();
  }

  function close(refocus) {
    closeDisclosures(null);
    const shown = drawer();
    if (!shown) return;
    for (const other of secluded) other.inert = false;
    secluded = [];
    shown.removeAttribute("role");
    shown.removeAttribute("aria-modal");
    delete root.dataset.open;
    if (opener) opener.setAttribute("aria-expanded", "false");
    if (opener && refocus) opener.focus();
    opener = null;
  }

  function closeDisclosures(but) {
    for (const one of document.querySelectorAll("details.filter[open]")) if (!one.contains(but)) one.removeAttribute("open");
  }

  document.addEventListener("click", (event) => {
    const barred = event.target.closest('summary[aria-disabled="true"]');
    if (barred) event.preventDefault();
    const toggles = event.target.closest("[data-toggles]");
    if (toggles) {
      if (root.dataset.open === toggles.dataset.toggles) close(true); else open(toggles.dataset.toggles, toggles);
      return;
    }
    if (event.target.closest('[data-closes="drawer"]') || event.target.closest(".scrim")) { close(true); return; }
    closeDisclosures(event.target);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const one = event.target instanceof Element && event.target.closest("details.filter[open]");
      if (one) {
        one.removeAttribute("open");
        one.querySelector("summary").focus();
        return;
      }
      close(true);
    }
    if (event.key === "Tab" && root.dataset.open === "filters") keepInside(event);
  });

  /* The ring of stops inside the drawer. */
  function keepInside(event) {
    const stops = [...drawer().querySelectorAll(STOPS)].filter((one) => one.offsetParent);
    if (!stops.length) return;
    const edge = event.shiftKey ? stops[0] : stops[stops.length - 1];
    if (document.activeElement !== edge) return;
    event.preventDefault();
    (event.shiftKey ? stops[stops.length - 1] : stops[0]).focus();
  }

  // A window made wide has no drawers.
  window.matchMedia("(max-width: 860px)").addEventListener("change", () => close(false));

  window.lion = Object.assign(window.lion || {}, { closeDrawer: close });
})();
