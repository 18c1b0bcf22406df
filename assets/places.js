/* Reviewing places in words: candidates and named points on the map, a point by a press, the form's answer to the server,
 * keys for whoever has hundreds to go through, and how far placing again has come. */
(function () {
  "use strict";

  window.lion = window.lion || {};
  const shared = (window.lion.map = window.lion.map || { maps: new Map(), drawing: null });
  let shown = ""; // the digest of the text whose form is on screen
  let nth = 0; // a deed twice in a row must still be news
  let answered = false; // the form that was in use has gone with its text: the next one takes the focus
  let settled = 0; // until then, or until the next form is there, keys mean nothing: they would be for a text that goes
  let skipped = false; // the form on screen is of a text that was skipped
  let looking = 0, ran = "";
  const GOES_MS = 1500;
  const LOOKS_EACH_MS = 1000;

  const form = () => document.querySelector(".places-form");
  const here = () => document.querySelector(".places-page");
  const tell = (deed) => window.dash_clientside.set_props("places-deed", { data: { text: shown, ...deed, nth: (nth += 1) } });

  /* ---- the form ------------------------------------------------------------------ */

  document.addEventListener("submit", (event) => {
    const sent = event.target.closest(".places-form");
    if (!sent) return;
    event.preventDefault();
    const said = Object.fromEntries(new FormData(sent));
    if (skipped && Date.now() < settled) return;
    goes();
    tell({ deed: "answer", digest: sent.dataset.digest, ...said, only: said.only === "on" });
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-withdraws]");
    if (button) {
      if (button.closest(".places-form")) goes();
      tell({ deed: "withdraw", digest: button.dataset.withdraws, source: button.dataset.source });
    }
    const asked = here() && event.target.closest("[data-places], [data-act]");
    if (asked) tell({ deed: asked.dataset.places || asked.dataset.act, id: asked.dataset.of || "" });
    if (event.target.closest(".places-form [data-key='S']")) { goes(); skipped = true; }
  });

  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-narrows]")) return;
    const { narrows } = event.target.dataset;
    window.lion.ask((asked) => {
      asked.delete("text");
      if (event.target.value) asked.set(narrows, event.target.value); else asked.delete(narrows);
    });
  });

  function goes() {
    answered = true;
    skipped = false;
    settled = Date.now() + GOES_MS;
  }

  /* ---- keys ------------------------------------------------------------------------- */

  /* Only while the form has the focus, and never while somebody types. */
  document.addEventListener("keydown", (event) => {
    const sent = event.target.closest && event.target.closest(".places-form");
    const typing = event.target.matches("select, textarea, input:not([type=radio]):not([type=checkbox])");
    if (!sent || typing || Date.now() < settled || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter" && event.target === sent) { sent.requestSubmit(); return; }
    const meant = sent.querySelector(`[data-key="${CSS.escape(event.key.toUpperCase())}"]`);
    if (!meant) return;
    event.preventDefault();
    if (meant.type === "radio") { meant.checked = true; meant.focus(); mark(); } else meant.click();
  });

  /* ---- placing again: how far it has come --------------------------------------------- */

  function follow() {
    const running = here() && here().querySelector("[data-running]");
    const says = running ? running.dataset.says : "";
    if (ran && !says) window.lion.say(document.querySelector("#places-left h2").textContent);
    ran = says;
    if (running && !looking) looking = setInterval(look, LOOKS_EACH_MS);
    if (!running && looking) { clearInterval(looking); looking = 0; }
  }

  function look() {
    if (here() && !window.lion.asking()) tell({ deed: "look" });
    else if (!here()) { clearInterval(looking); looking = 0; ran = ""; }
  }

  document.addEventListener("change", (event) => {
    const sent = event.target.closest(".places-form");
    if (!sent) return;
    if (event.target.name === "ward" && event.target.value) choose(sent, "ward");
    if (["lat", "lng"].includes(event.target.name)) choose(sent, "point");
    mark();
  });

  function choose(sent, value) {
    const radio = sent.querySelector('input[value="' + value + '"]');
    if (radio) radio.checked = true;
  }

  /* ---- the map -------------------------------------------------------------------- */

  const drawn = () => [...shared.maps.values()].find((each) => each.frame.dataset.picks);

  function press(event) {
    const sent = form();
    if (!sent) return;
    sent.elements.lat.value = event.latlng.lat.toFixed(6);
    sent.elements.lng.value = event.latlng.lng.toFixed(6);
    choose(sent, "point");
    mark();
  }

  /* Candidates as numbered spots, the chosen one filled; a press chooses. */
  function mark() {
    const here = drawn(), sent = form(), L = window.L;
    if (!here || !here.map) return;
    if (here.spots) here.spots.remove();
    here.spots = L.layerGroup().addTo(here.map);
    if (!sent) return;
    const picked = sent.querySelector("input[name=choice]:checked");
    sent.querySelectorAll("input[data-lat]").forEach((radio, at) => {
      const spot = [Number(radio.dataset.lat), Number(radio.dataset.lng)];
      const icon = L.divIcon({ className: "place-spot" + (radio === picked ? " chosen" : ""), html: String(at + 1), iconSize: [24, 24] });
      const marker = L.marker(spot, { icon, keyboard: false, pane: "drawing" }).addTo(here.spots);
      marker.bindTooltip(radio.dataset.name, { className: "map-tip", opacity: 1 });
      marker.on("click", () => { radio.checked = true; radio.focus(); mark(); });
    });
    const lat = Number(sent.elements.lat.value), lng = Number(sent.elements.lng.value);
    if (picked && picked.value === "point" && lat && lng) {
      L.marker([lat, lng], { icon: L.divIcon({ className: "place-spot point chosen", html: "", iconSize: [18, 18] }), keyboard: false, interactive: false, pane: "drawing" }).addTo(here.spots);
    }
  }

  /* Streets and stations, faint, with their names: where to press. */
  function ground(here) {
    if (here.named) return;
    here.named = true;
    here.map.on("click", press);
    fetch(here.frame.dataset.picks + "/points.json").then((answer) => (answer.ok ? answer.json() : null)).then((points) => {
      if (!points) return;
      const L = window.L, renderer = L.canvas({ pane: "edge", padding: 0.3 });
      const ink = getComputedStyle(document.documentElement).getPropertyValue("--ink-quiet").trim();
      L.geoJSON(points, {
        pointToLayer: (feature, at) => L.circleMarker(at, { renderer, pane: "edge", radius: 1.75, stroke: false, fillColor: ink, fillOpacity: 0.4 }),
        onEachFeature: (feature, layer) => layer.bindTooltip(feature.properties.name, { className: "map-tip", opacity: 1 }),
      }).addTo(here.map);
    }).catch((fault) => console.error("The named points did not come:", fault.message));
  }

  document.addEventListener("lion:map-painted", (event) => {
    const here = shared.maps.get(event.detail.id);
    if (!here || !here.frame.dataset.picks) return;
    ground(here);
    mark();
  });
  /* Another text is another form: what was typed for the one before goes. */
  document.addEventListener("lion:filled", () => {
    const sent = form();
    if (sent && sent.dataset.digest !== shown) sent.reset();
    if (sent && answered && sent.dataset.digest !== shown) { answered = false; sent.focus({ preventScroll: true }); }
    if (sent && sent.dataset.digest !== shown) settled = 0;
    shown = sent ? sent.dataset.digest : "";
    mark();
    follow();
  });
})();
