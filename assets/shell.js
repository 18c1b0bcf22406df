/* The shell in the browser: theme before first paint, links that keep the page, drawers, drawing attention. */
(function () {
  "use strict";

  const root = document.documentElement;
  const KEPT = "lion-theme";

  /* ---- theme: set before anything is painted ------------------------------- */

  function preferred() {
    let kept = null;
    try { kept = window.localStorage.getItem(KEPT); } catch (refused) { /* private windows may refuse: fall through */ kept = null; }
    if (kept === "dark" || kept === "light") return kept;
    return window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }

  root.dataset.theme = preferred();

  function theme(clicks) {
    if (clicks) {
      root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
      try { window.localStorage.setItem(KEPT, root.dataset.theme); } catch (refused) { console.info("The theme is not kept:", refused.name); }
    }
    return root.dataset.theme;
  }

  /* ---- the address is the state --------------------------------------------- */

  function go(address) {
    if (address === location.pathname + location.search) return;
    history.pushState({}, "", address);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  }

  function ours(link, event) {
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    return plain && link.origin === location.origin && !link.hasAttribute("download") && !link.target &&
      !link.pathname.startsWith("/data/") && !(link.hash && link.pathname === location.pathname);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href]");
    if (!link || event.defaultPrevented || !ours(link, event)) return;
    event.preventDefault();
    const moved = link.pathname !== location.pathname;
    go(link.pathname + link.search);
    if (moved) {
      window.scrollTo(0, 0);
      const page = document.getElementById("page");
      if (page) page.focus({ preventScroll: true });
    }
    close();
  });

  /* ---- filters: what is ticked becomes the address --------------------------- */

  const VIEW = ["layer", "res", "measure", "tables", "against", "present"];

  function chosen() {
    const context = window.dash_clientside.callback_context;
    const inputs = context.inputs_list;
    const asked = new URLSearchParams(location.search);
    const before = asked.toString();
    for (const input of inputs) {
      const key = input.id.replace(/^filter-/, "");
      const value = input.value;
      if (value === undefined || value === null) continue;
      const text = Array.isArray(value) ? value.join(",") : String(value);
      const was = new Set((asked.get(key) || "").split(",").filter(Boolean));
      const same = Array.isArray(value) ? value.length === was.size && value.every((one) => was.has(one)) : text === (asked.get(key) || "");
      if (same) continue;
      if (text) asked.set(key, text); else asked.delete(key);
    }
    if (asked.toString() === before) return;
    if (document.activeElement && document.activeElement.closest("#filters")) {
      go(location.pathname + "?" + asked.toString().replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%3B", ";"));
    }
  }

  /* ---- drawers and disclosures: one open at a time, Escape closes, focus returns -- */

  let opener = null;

  function close() {
    document.querySelectorAll("details.filter[open]").forEach((one) => one.removeAttribute("open"));
    if (root.dataset.open) {
      delete root.dataset.open;
      document.querySelectorAll("[data-toggles]").forEach((one) => one.setAttribute("aria-expanded", "false"));
      if (opener) opener.focus();
      opener = null;
    }
  }

  function drawer() { return root.dataset.open && document.querySelector(`[data-drawer="${root.dataset.open}"]`); }

  document.addEventListener("click", (event) => {
    const toggles = event.target.closest("[data-toggles]");
    if (toggles) {
      const name = toggles.dataset.toggles;
      const opening = root.dataset.open !== name;
      close();
      if (opening) {
        root.dataset.open = name;
        toggles.setAttribute("aria-expanded", "true");
        opener = toggles;
        const first = drawer() && drawer().querySelector("button, a, summary, input");
        if (first) first.focus();
      }
      return;
    }
    const closes = event.target.closest("[data-closes]");
    if (closes) {
      const what = closes.dataset.closes;
      if (what === "drawer") close();
      else document.getElementById(what).replaceChildren();
      return;
    }
    document.querySelectorAll("details.filter[open]").forEach((one) => { if (!one.contains(event.target)) one.removeAttribute("open"); });
    if (event.target.classList && event.target.classList.contains("scrim")) close();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const open = document.activeElement && document.activeElement.closest("details.filter[open]");
      if (open) { open.removeAttribute("open"); open.querySelector("summary").focus(); return; }
      close();
    }
    const trap = drawer();
    if (event.key === "Tab" && trap) {
      const stops = [...trap.querySelectorAll("a[href], button:not([disabled]), summary, input:not([disabled])")].filter((one) => one.offsetParent);
      if (!stops.length) return;
      const first = stops[0], last = stops[stops.length - 1];
      if (event.shiftKey && document.activeElement === first) { event.preventDefault(); last.focus(); }
      else if (!event.shiftKey && document.activeElement === last) { event.preventDefault(); first.focus(); }
    }
  });

  document.addEventListener("input", (event) => {
    if (!event.target.matches(".filter input[type=search]")) return;
    const sought = event.target.value.trim().toLowerCase();
    event.target.closest(".filter").querySelectorAll(".choices label").forEach((one) => {
      one.hidden = sought !== "" && !one.textContent.toLowerCase().includes(sought);
    });
  });

  /* ---- copy, print, present --------------------------------------------------- */

  function say(words) {
    const live = document.getElementById("said");
    if (live) live.textContent = words;
  }

  document.addEventListener("click", (event) => {
    const does = event.target.closest("[data-does]");
    if (!does) return;
    if (does.dataset.does === "print") window.print();
    if (does.dataset.does === "copy") {
      const done = (words) => { does.textContent = words; say(words); setTimeout(() => { does.textContent = "Copy link"; }, 2000); };
      if (!navigator.clipboard) { done("Copy it from the address bar"); return; }
      navigator.clipboard.writeText(location.href).then(() => done("Link copied"), () => done("Copy it from the address bar"));
    }
  });

  /* ---- the server did not answer ------------------------------------------------ */

  const asked = window.fetch;
  window.fetch = function (...request) {
    const address = String(request[0] && request[0].url ? request[0].url : request[0]);
    const answer = asked.apply(this, request);
    if (address.includes("_dash-update-component")) answer.then((reply) => offline(reply.status >= 500 || reply.status === 403), () => offline(true));
    return answer;
  };

  function offline(away) {
    const note = document.getElementById("offline");
    if (!note || note.hidden === !away) return;
    note.hidden = !away;
    note.replaceChildren();
    if (!away) return;
    const again = document.createElement("button");
    again.type = "button";
    again.textContent = "Try again";
    again.addEventListener("click", () => location.reload());
    note.append("The server did not answer: the figures shown are from before. ", again);
  }

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.shell = { theme, chosen };
  window.lion = Object.assign(window.lion || {}, { go, say });
})();
