/* Drawing an area on a map: by clicks, or by typed corners. The result is the address's "within". */
(function () {
  "use strict";

  // Files load in the order of their names: whichever comes first lays the common ground.
  window.lion = window.lion || {};
  const shared = (window.lion.map = window.lion.map || { maps: new Map(), drawing: null });
  const FEWEST = 3;
  const MOST = 100;
  const SAME = 4; // pixels: a second click this near is the end of a double click

  /* ---- the address ---------------------------------------------------------- */

  function ask(corners) {
    const asked = new URLSearchParams(location.search);
    asked.set("within", corners.map(({ lat, lng }) => lat.toFixed(5) + ":" + lng.toFixed(5)).join(";"));
    window.lion.go(location.pathname + "?" + asked.toString().replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%3B", ";"));
  }

  /* ---- by clicks ---------------------------------------------------------------- */

  function start(drawn, button) {
    const { map, frame } = drawn;
    const hint = document.createElement("p");
    hint.className = "draw-hint";
    frame.appendChild(hint);
    const line = window.L.polygon([], { pane: "drawing", className: "drawn", interactive: false }).addTo(map);
    const act = { drawn, button, hint, line, corners: [], dots: window.L.layerGroup().addTo(map), pointer: null };
    shared.drawing = act;
    map.doubleClickZoom.disable();
    frame.classList.add("draws");
    button.setAttribute("aria-pressed", "true");
    map.on("click", corner);
    map.on("mousemove", follow);
    map.on("dblclick", finish);
    trace();
  }

  function stop() {
    const act = shared.drawing;
    if (!act) return;
    shared.drawing = null;
    const { map, frame } = act.drawn;
    map.off("click", corner);
    map.off("mousemove", follow);
    map.off("dblclick", finish);
    act.line.remove();
    act.dots.remove();
    act.hint.remove();
    frame.classList.remove("draws");
    act.button.setAttribute("aria-pressed", "false");
    act.button.textContent = "Draw an area";
    setTimeout(() => map.doubleClickZoom.enable(), 0);
  }

  function near(a, b) {
    const { map } = shared.drawing.drawn;
    return map.latLngToContainerPoint(a).distanceTo(map.latLngToContainerPoint(b)) < SAME;
  }

  function corner(event) {
    const { corners } = shared.drawing;
    if (corners.length >= MOST || (corners.length && near(corners[corners.length - 1], event.latlng))) return;
    corners.push(event.latlng);
    trace();
  }

  function follow(event) {
    shared.drawing.pointer = event.latlng;
    if (shared.drawing.corners.length) trace();
  }

  function finish() {
    const { corners, button } = shared.drawing;
    if (corners.length < FEWEST) return;
    stop();
    button.focus();
    ask(corners);
  }

  function trace() {
    const { corners, pointer, line, dots, hint, button } = shared.drawing;
    button.textContent = corners.length < FEWEST ? "Stop drawing" : "Finish the area";
    line.setLatLngs(pointer && corners.length ? corners.concat(pointer) : corners);
    dots.clearLayers();
    for (const each of corners) window.L.circleMarker(each, { pane: "drawing", radius: 4, className: "corner", interactive: false }).addTo(dots);
    const words = hintFor(corners.length);
    if (hint.textContent !== words) {
      hint.textContent = words;
      window.lion.say(words);
    }
  }

  function hintFor(count) {
    if (!count) return "Click the area’s corners. Escape cancels.";
    const more = FEWEST - count;
    if (more > 0) return more + " more " + (more === 1 ? "corner" : "corners") + ". Backspace takes one back, Escape cancels.";
    return "Enter or a double click finishes, Backspace takes a corner back.";
  }

  document.addEventListener("keydown", (event) => {
    const act = shared.drawing;
    if (!act) return;
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select");
    if (typing) return;
    if (event.key === "Escape") {
      stop();
      act.button.focus();
      window.lion.say("Drawing cancelled.");
    } else if (event.key === "Backspace") {
      act.corners.pop();
      trace();
    } else if (event.key === "Enter" && act.corners.length >= FEWEST) finish();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  /* ---- by typed corners ------------------------------------------------------------ */

  /* "51.46, -0.01" a line, or "51.46:-0.01;…": corners, or the words for what is wrong. */
  function read(text) {
    const parts = text.split(/[;\n]+/).map((part) => part.trim()).filter(Boolean);
    if (parts.length < FEWEST || parts.length > MOST) return `Give ${FEWEST} to ${MOST} corners, one a line: there ${parts.length === 1 ? "is" : "are"} ${parts.length}.`;
    const corners = [];
    for (const part of parts) {
      const numbers = part.split(/[\s,:]+/).map(Number);
      const [lat, lng] = numbers;
      if (numbers.length !== 2 || !(lat >= 49 && lat <= 61 && lng >= -9 && lng <= 2)) return `“${part.slice(0, 40)}” is not a place in Britain. Write the latitude, a comma, then the longitude: 51.4613, -0.0130.`;
      corners.push({ lat, lng });
    }
    return corners;
  }

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const draws = target && target.closest("[data-draws]");
    if (draws) {
      const drawn = shared.maps.get(draws.dataset.draws);
      if (shared.drawing && shared.drawing.corners.length >= FEWEST) finish();
      else if (shared.drawing) stop();
      else if (drawn) start(drawn, draws);
    }
    const uses = target && target.closest("[data-corners]");
    if (!uses) return;
    const found = read(document.getElementById(uses.dataset.corners).value);
    const fault = uses.parentElement.querySelector(".fault");
    fault.textContent = typeof found === "string" ? found : "";
    if (typeof found !== "string") ask(found);
  });

  shared.stopDrawing = stop;
})();
