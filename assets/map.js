/* Draws maps: fetches shapes once, restyles in place what an answer changes, says what lies under the pointer.
 *
 * One entry per map element in `maps`. Areas (wards, wards until 2022, small areas) are SVG paths whose shade
 * is an attribute, coloured by map.css; cells are on one canvas in a lower pane and take their colours from the
 * tokens here. Only one kind of area is painted; today's wards stay as an outline over small areas and cells.
 * map-view.js says where a map looks, map-labels.js writes names, map-draw.js draws areas.
 */
(function () {
  "use strict";

  // Files load in the order of their names: whichever comes first lays the common ground.
  window.lion = window.lion || {};
  const shared = (window.lion.map = window.lion.map || { maps: new Map(), drawing: null });
  const { maps } = shared; // element id -> what is drawn there
  const root = document.documentElement;
  const early = new Map(); // element id -> a paint that came before its map
  const files = new Map(); // address -> promise of shapes, for as long as the page lives
  const PANES = [["neighbour", 210], ["ground", 220], ["cell", 300], ["lsoa", 340], ["old_ward", 345], ["ward", 350], ["edge", 360], ["chosen", 370], ["names", 380], ["drawing", 390]];
  const CELL = /^h3_/;
  const LAYERS = { ward: "wards", old_ward: "old-wards", lsoa: "small-areas" };

  /* ---- maps as they come and go ---------------------------------------------- */

  function adopt(map) {
    const element = map.getContainer();
    const frame = element.closest(".map");
    if (!frame) return;
    for (const [name, z] of PANES) {
      const pane = map.createPane(name);
      pane.style.zIndex = z;
      pane.classList.add("pane-" + name);
    }
    const drawn = { map, frame, id: element.id, areas: new Map(), groups: new Map(), shown: new Map(), moved: false, home: null, tip: null };
    maps.set(element.id, drawn);
    map.on("unload", () => {
      if (shared.drawing && shared.drawing.drawn === drawn) shared.stopDrawing();
      if (maps.get(element.id) === drawn) maps.delete(element.id);
    });
    shared.watch(drawn);
    if (early.has(element.id)) show(drawn, early.get(element.id));
    early.delete(element.id);
  }

  /* ---- shapes ------------------------------------------------------------------ */

  function shapes(snapshot, kind) {
    const address = "/shapes/" + encodeURIComponent(snapshot) + "/" + kind + ".json";
    if (!files.has(address)) {
      const asked = fetch(address).then((answer) => {
        if (!answer.ok) throw new Error(address + " answered " + answer.status);
        return answer.json();
      });
      asked.catch(() => files.delete(address));
      files.set(address, asked);
    }
    return files.get(address);
  }

  const LOOKS = {
    neighbour: { className: "neighbour", interactive: false },
    ground: { className: "borough-ground", interactive: false },
    edge: { className: "borough-edge", interactive: false },
    ward: { className: "area ward" },
    old_ward: { className: "area" },
    lsoa: { className: "area small" },
  };

  function build(drawn, kind, collection) {
    const L = window.L;
    const cells = CELL.test(kind);
    const pane = cells ? "cell" : kind;
    if (cells && !drawn.canvas) drawn.canvas = L.canvas({ pane: "cell", padding: 0.3 });
    const areas = new Map();
    const options = cells ? { pane, renderer: drawn.canvas, fill: true, fillOpacity: 1, weight: 1 } : { pane, ...LOOKS[kind] };
    const group = L.geoJSON(collection, {
      ...options,
      style: () => options,
      onEachFeature: (feature, layer) => areas.set(feature.properties.id, layer),
    });
    if (areas.size && options.interactive !== false) listen(drawn, kind, group);
    drawn.areas.set(kind, areas);
    drawn.groups.set(kind, group);
    if (!shown(drawn.paint, kind)) return;
    group.addTo(drawn.map);
  }

  async function prepare(drawn, paint) {
    const wanted = [["neighbour", "neighbour"], ["borough", "ground"], ["borough", "edge"], ["ward", "ward"]];
    const chosen = Object.keys(paint.chosen).filter((key) => paint.chosen[key].length);
    for (const key of new Set([paint.key, ...chosen])) if (key !== "ward") wanted.push([key, key]);
    const stamp = paint.snapshot;
    if (drawn.snapshot !== stamp) {
      for (const group of drawn.groups.values()) group.remove();
      drawn.groups.clear();
      drawn.areas.clear();
      drawn.shown.clear();
      drawn.snapshot = stamp;
    }
    const missing = wanted.filter(([, pane]) => !drawn.groups.has(pane));
    const found = await Promise.all(missing.map(([kind]) => shapes(stamp, kind)));
    if (drawn.snapshot !== stamp) return;
    missing.forEach(([, pane], at) => { if (!drawn.groups.has(pane)) build(drawn, pane, found[at]); });
  }

  /* ---- painting -------------------------------------------------------------------- */

  async function show(drawn, paint) {
    drawn.paint = paint;
    try {
      await prepare(drawn, paint);
    } catch (fault) {
      console.error("The map's shapes did not come:", fault.message);
      return;
    }
    if (drawn.paint !== paint || maps.get(drawn.id) !== drawn) return;
    look(drawn, paint);
    layer(drawn, paint);
    style(drawn, paint);
    outline(drawn, paint);
    shared.labels(drawn);
    drawn.frame.setAttribute("data-painted", "");
    document.dispatchEvent(new CustomEvent("lion:map-painted", { detail: { id: drawn.id, key: paint.key } }));
  }

  /* Large cells reach well beyond the borough: they are given room, if the reader has not chosen a view. */
  function look(drawn, paint) {
    const kind = paint.key === "h3_8" ? paint.key : "edge";
    if (drawn.homeOf === kind) return;
    drawn.homeOf = kind;
    const bounds = drawn.groups.get(kind).getBounds();
    drawn.home = bounds.isValid() ? bounds : drawn.groups.get("ward").getBounds(); // a store may hold wards and no outline
    if (!drawn.moved) shared.fit(drawn);
  }

  /* Today's wards and the borough are always there, but for the wards of another time; of the rest what is painted. */
  function shown(paint, kind) {
    if (kind === "ward") return paint.key !== "old_ward";
    return kind === paint.key || !(CELL.test(kind) || kind in LAYERS);
  }

  function layer(drawn, paint) {
    for (const [kind, group] of drawn.groups) {
      if (shown(paint, kind)) group.addTo(drawn.map);
      else if (drawn.map.hasLayer(group)) {
        group.remove();
        if (!CELL.test(kind)) drawn.shown.delete(kind); // its paths are made anew when it comes back
      }
    }
    drawn.frame.dataset.layer = LAYERS[paint.key] || "cells";
    drawn.frame.dataset.whole = paint.whole;
    tell(drawn, null);
  }

  const painted = (paint, id) => paint.areas[id] || paint.rest;

  function style(drawn, paint) {
    const cells = CELL.test(paint.key);
    const before = drawn.shown.get(paint.key) || new Map();
    const now = new Map();
    const looks = cells ? cellLooks(paint.whole, root.dataset.theme) : null;
    for (const [id, area] of drawn.areas.get(paint.key)) {
      const [shade, , , short] = painted(paint, id);
      const mark = cells ? shade + paint.whole + root.dataset.theme : shade + (short ? " short" : "");
      if (before.get(id) !== mark) {
        if (cells) area.setStyle(looks[shade]);
        else shadeArea(area, shade, short);
      }
      now.set(id, mark);
    }
    drawn.shown.set(paint.key, now);
  }

  function shadeArea(area, shade, short) {
    const path = area.getElement();
    path.dataset.shade = shade;
    path.toggleAttribute("data-short", Boolean(short));
    if (short) area.bringToFront(); // its dashed edge is its own, above its neighbours'
    if (shade === "withheld") lines();
  }

  /* The pattern that map.css fills withheld areas with. */
  function lines() {
    if (document.getElementById("map-hatch")) return;
    const holder = document.createElement("div");
    holder.innerHTML = '<svg class="map-hatch" aria-hidden="true"><pattern id="map-hatch" width="4" height="4" patternUnits="userSpaceOnUse">' +
      '<path d="M-1 5L5 -1M-1 1L1 -1M3 5L5 3"/></pattern></svg>';
    document.body.appendChild(holder.firstChild);
  }

  function hatch(color) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 6;
    const pen = tile.getContext("2d");
    pen.strokeStyle = color;
    for (const x of [-3, 3, 9]) { pen.moveTo(x - 3, 9); pen.lineTo(x + 9, -3); }
    pen.stroke();
    return pen.createPattern(tile, "repeat");
  }

  function cellLooks(whole, theme) {
    const colours = window.lion.palette(theme);
    const solid = { fillOpacity: 1, stroke: true, weight: 1, dashArray: null };
    const edged = whole === "partial" ? { ...solid, color: colours.value("--mark"), dashArray: "3 2" } : { ...solid, color: colours.value("--cell-edge") };
    const looks = {
      0: { fillOpacity: 0, stroke: false },
      withheld: { ...solid, fillColor: hatch(colours.value("--withheld")), color: colours.value("--withheld"), weight: 0.75 },
      missing: { ...solid, fillColor: colours.value("--ground"), color: colours.value("--missing"), dashArray: "1.5 2.5" },
    };
    for (let shade = 1; shade <= 5; shade += 1) looks[shade] = { fillColor: colours.value("--seq-" + shade), ...edged };
    colours.done();
    return looks;
  }

  /* What is chosen, and the area drawn, above everything else. */
  function outline(drawn, paint) {
    const L = window.L;
    if (drawn.chosen) drawn.chosen.remove();
    drawn.chosen = L.featureGroup();
    const ring = (latlngs, className) => L.polygon(latlngs, { pane: "chosen", className, fill: false, interactive: false }).addTo(drawn.chosen);
    for (const [key, ids] of Object.entries(paint.chosen)) {
      const areas = drawn.areas.get(key) || new Map();
      for (const id of ids) if (areas.has(id)) ring(areas.get(id).getLatLngs(), "chosen");
    }
    if (paint.within.length) ring(paint.within, "within");
    drawn.chosen.addTo(drawn.map);
  }

  /* ---- words and clicks --------------------------------------------------------------- */

  function listen(drawn, kind, group) {
    const here = () => drawn.paint && drawn.paint.key === kind;
    group.on("mousemove", (event) => { if (here()) tell(drawn, event); });
    group.on("mouseout", () => tell(drawn, null));
    group.on("click", (event) => {
      if (!here() || shared.drawing || drawn.frame.dataset.picks) return;
      const id = event.sourceTarget.feature.properties.id;
      window.lion.go(location.pathname + window.lion.toggled(location.search, kind + "=" + id));
    });
  }

  function tell(drawn, event) {
    const L = window.L;
    if (!drawn.tip) drawn.tip = L.tooltip({ className: "map-tip", opacity: 1 });
    if (!event || shared.drawing) {
      drawn.tip.remove();
      return;
    }
    const { id, name } = event.sourceTarget.feature.properties;
    const words = document.createElement("span");
    const strong = document.createElement("strong");
    strong.textContent = name || "No named place here";
    words.append(strong, ": " + painted(drawn.paint, id)[2]);
    Object.assign(drawn.tip.options, beside(event.containerPoint, drawn.map.getSize()));
    drawn.tip.setContent(words).setLatLng(event.latlng);
    if (!drawn.map.hasLayer(drawn.tip)) drawn.tip.addTo(drawn.map);
  }

  /* Towards the middle of the map, so that no word is cut off. */
  function beside(point, size) {
    if (point.x < 130) return { direction: "right", offset: [12, 0] };
    if (point.x > size.x - 130) return { direction: "left", offset: [-12, 0] };
    return point.y < 70 ? { direction: "bottom", offset: [0, 14] } : { direction: "top", offset: [0, -8] };
  }

  /* ---- theme and paper ------------------------------------------------------------------ */

  function recolour(theme, now) {
    for (const drawn of maps.values()) {
      if (!drawn.paint || !CELL.test(drawn.paint.key) || !drawn.areas.has(drawn.paint.key)) continue;
      const looks = cellLooks(drawn.paint.whole, theme);
      for (const [id, area] of drawn.areas.get(drawn.paint.key)) area.setStyle(looks[painted(drawn.paint, id)[0]]);
      drawn.shown.clear();
      if (now && drawn.canvas._map) drawn.canvas._redraw(); // paper does not wait for the next frame
    }
  }

  new MutationObserver(() => recolour(root.dataset.theme, false)).observe(root, { attributes: true, attributeFilter: ["data-theme"] });
  window.addEventListener("beforeprint", () => recolour("light", true));
  window.addEventListener("afterprint", () => recolour(root.dataset.theme, true));

  // Leaflet comes after this file and before any page is laid out.
  document.addEventListener("DOMContentLoaded", () => {
    if (window.L) window.L.Map.addInitHook(function () { adopt(this); });
  });

  shared.show = (id, paint) => {
    const drawn = maps.get(id);
    if (drawn) show(drawn, paint);
    else early.set(id, paint);
  };
})();
