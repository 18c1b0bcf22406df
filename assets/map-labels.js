/* Names on a map: inside a ward where they fit, else by a leader to free ground outside; the busiest cells; neighbours.
 * Small areas have none: they are too many, and their names are in the table and under the pointer.
 *
 * Everything is placed again when the zoom, the size or the paint changes, and moves with the map in between.
 * Boxes are {x, y, w, h} with x, y the upper left corner, in pixels of the map's frame.
 */
(function () {
  "use strict";

  // Files load in the order of their names: whichever comes first lays the common ground.
  window.lion = window.lion || {};
  const shared = (window.lion.map = window.lion.map || { maps: new Map(), drawing: null });
  const SVG = "http://www.w3.org/2000/svg";
  const LINE = 14; // pixels between lines of 12 px type
  const CLOSE = 0.75; // kilometres: busiest cells nearer than this share one name
  const MOST = 3; // cells named
  const CELL = /^h3_/;
  const NAMED = new Set(["ward", "old_ward"]); // kinds of area that are few enough to name
  const NARROW = 440; // pixels: a map this narrow has no room for leaders to wards
  const { width, splits, overlap, grown, centred, seen, inside, outside, anchors } = shared.geometry;

  /* ---- where a label goes --------------------------------------------------------- */

  /* The name and number inside, if they fit anywhere in the area, each line as wide as it is. */
  function within(area, points, name, number) {
    for (const lines of splits(name).reverse()) {
      const wide = [...lines.map((words) => width(words)), ...(number ? [width(number, true)] : [])];
      const high = wide.length * LINE;
      const line = (point, each, at) => centred(point.x, point.y - high / 2 + LINE * (at + 0.5), each + 4, LINE);
      const spot = points.slice(0, 80).find((point) => wide.every((each, at) => inside(area, line(point, each, at))));
      if (spot) return { lines, box: centred(spot.x, spot.y, Math.max(...wide), high) };
    }
    return null;
  }

  /* The nearest free box on ground that nothing is painted on that a straight leader reaches without crossing another label. */
  function beyond(scene, from, wide, high, nearest, farthest) {
    let best = null;
    for (let reach = nearest; reach <= farthest && !(best && best.cost < reach); reach += 8) {
      for (let turn = 0; turn < 32; turn += 1) {
        const angle = (turn * Math.PI) / 16;
        const cost = reach * (1 + 0.5 * Math.abs(Math.sin(angle))); // level leaders are calmer
        if (best && cost >= best.cost) continue;
        for (const side of sides(Math.cos(angle))) {
          const box = centred(from.x + reach * Math.cos(angle) + (side * wide) / 2, from.y + reach * Math.sin(angle), wide, high);
          if (free(scene, box) && outside(scene.ground, grown(box, 4)) && clear(scene, from, box, side)) best = { box, side, cost };
        }
      }
    }
    return best;
  }

  /* Right (1) or left (-1) of a leader's end; a steep one may have it on either. */
  function sides(along) {
    if (Math.abs(along) < 0.25) return [1, -1];
    return [along < 0 ? -1 : 1];
  }

  function free(scene, box) {
    const edge = 6;
    if (box.x < edge || box.y < edge || box.x + box.w > scene.size.x - edge || box.y + box.h > scene.size.y - edge) return false;
    return !scene.taken.some((other) => overlap(box, other, 4));
  }

  function clear(scene, from, box, side) {
    const to = { x: side < 0 ? box.x + box.w : box.x, y: box.y + box.h / 2 };
    for (let part = 1; part < 12; part += 1) {
      const x = from.x + ((to.x - from.x) * part) / 12;
      const y = from.y + ((to.y - from.y) * part) / 12;
      if (scene.taken.some((other) => overlap({ x, y, w: 0, h: 0 }, other, 2))) return false;
    }
    return true;
  }

  /* ---- drawing ---------------------------------------------------------------------- */

  function add(scene, tag, attributes, words) {
    const part = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) part.setAttribute(name, value);
    if (words !== undefined) part.textContent = words;
    scene.svg.appendChild(part);
    return part;
  }

  /* Lines of words in a box: [words, class] each. */
  function write(scene, box, lines, anchor) {
    const x = anchor === "middle" ? box.x + box.w / 2 : anchor === "end" ? box.x + box.w : box.x;
    lines.forEach(([words, kind], at) => {
      const y = box.y + LINE * (at + 1) - 3.5;
      add(scene, "text", { x: x + scene.shift.x, y: y + scene.shift.y, "text-anchor": anchor, class: kind }, words);
    });
    scene.taken.push(box);
  }

  function lead(scene, from, found, kind) {
    const { box, side } = found;
    const x = side < 0 ? box.x + box.w + 3 : box.x - 3;
    const y = box.y + Math.min(box.h, LINE) / 2;
    const { shift } = scene;
    const ends = { x1: from.x + shift.x, y1: from.y + shift.y, x2: x + shift.x, y2: y + shift.y };
    add(scene, "line", { ...ends, class: "casing" });
    add(scene, "line", { ...ends, class: kind });
  }

  /* ---- wards --------------------------------------------------------------------------- */

  function wards(scene, drawn) {
    const { paint } = drawn;
    const later = [];
    for (const [id, layer] of drawn.areas.get(paint.key)) {
      const [shade, number] = paint.areas[id] || paint.rest;
      const { name } = layer.feature.properties;
      const { area, points } = scene.view.wards.get(id);
      if (!points.length) continue;
      const found = within(area, points, name, number);
      if (found) write(scene, found.box, [...found.lines.map((words) => [words, "on-" + shade]), [number, "strong on-" + shade]].filter(([words]) => words), "middle");
      else later.push({ area, points, name, number, shade });
    }
    for (const one of later) aside(scene, one);
  }

  function aside(scene, { area, points, name, number, shade }) {
    const boxAt = (point) => centred(point.x, point.y, width(number, true) + 4, LINE - 2);
    const spot = (number && points.slice(0, 80).find((point) => inside(area, boxAt(point)))) || points[0];
    const box = boxAt(spot);
    const fits = number && inside(area, box);
    const led = scene.size.x < NARROW ? null : ledFrom(scene, { area, spot, fits, name, number });
    if (fits) write(scene, box, [[number, "strong on-" + shade]], "middle");
    if (!led) return;
    const { found, lines } = led;
    lead(scene, fits && led.inland ? leaving(box, found) : led.from, found, "leader faint");
    write(scene, found.box, [...lines.map((words) => [words, ""]), ...(fits || !number ? [] : [[number, "strong"]])], found.side < 0 ? "end" : "start");
  }

  /* Where a name beside the borough stands, and where its leader begins: at the area's edge, or inland beside its number. */
  function ledFrom(scene, { area, spot, fits, name, number }) {
    const [lines] = splits(name).slice(-1);
    const wide = Math.max(...lines.map((words) => width(words)), fits ? 0 : width(number, true));
    const edge = fits ? edgeOf(scene, area, spot) : spot;
    const found = beyond(scene, edge, wide, (lines.length + (fits ? 0 : 1)) * LINE, 20, 110);
    return found && { found, lines, from: edge, inland: edge.reach === Infinity };
  }

  /* Where a straight line from a box's middle to a label leaves the box. */
  function leaving(box, { box: label, side }) {
    const from = { x: box.x + box.w / 2, y: box.y + box.h / 2 };
    const along = { x: (side < 0 ? label.x + label.w : label.x) - from.x, y: label.y + Math.min(label.h, LINE) / 2 - from.y };
    const part = Math.min(box.w / 2 / Math.abs(along.x || 1e-9), (box.h / 2 + 2) / Math.abs(along.y || 1e-9), 1);
    return { x: from.x + along.x * part, y: from.y + along.y * part };
  }

  /* The point of an area nearest to ground outside the borough, a little inside its edge. */
  function edgeOf(scene, area, spot) {
    let best = { x: spot.x, y: spot.y, reach: Infinity };
    for (let turn = 0; turn < 24; turn += 1) {
      const angle = (turn * Math.PI) / 12;
      for (let reach = 4; reach < Math.min(160, best.reach); reach += 4) {
        const x = spot.x + reach * Math.cos(angle);
        const y = spot.y + reach * Math.sin(angle);
        if (area.has(x, y)) continue;
        const beyondIt = !scene.ground.has(x + 3 * Math.cos(angle), y + 3 * Math.sin(angle));
        if (beyondIt) best = { x: x - 7 * Math.cos(angle), y: y - 7 * Math.sin(angle), reach };
        break;
      }
    }
    return best;
  }

  /* ---- the busiest cells ------------------------------------------------------------------ */

  function busiest(scene, drawn) {
    const { map, paint } = drawn;
    const areas = drawn.areas.get(paint.key);
    const named = [];
    for (const id of paint.busiest) {
      const layer = areas.get(id);
      if (!layer || named.length === MOST) continue;
      const middle = layer.getBounds().getCenter();
      if (named.some((other) => map.distance(other, middle) < CLOSE * 1000)) continue;
      const name = layer.feature.properties.name.replace(/^Around /, "");
      const from = map.latLngToContainerPoint(middle);
      const wide = Math.max(width(name, true), width(paint.areas[id][1]));
      const found = from.x > 0 && from.y > 0 && from.x < scene.size.x && from.y < scene.size.y && beyond(scene, from, wide, 2 * LINE, 44, Math.min(300, scene.size.x / 2));
      named.push(middle);
      if (!found) continue;
      lead(scene, from, found, "leader");
      add(scene, "circle", { cx: from.x + scene.shift.x, cy: from.y + scene.shift.y, r: 2.5, class: "spot" });
      write(scene, found.box, [[name, "strong"], [paint.areas[id][1], ""]], found.side < 0 ? "end" : "start");
    }
  }

  /* ---- neighbours ----------------------------------------------------------------------------- */

  function neighbours(scene, drawn) {
    for (const { area, name } of scene.view.neighbours) {
      const wide = width(name);
      const spots = [];
      for (let y = 20; y < scene.size.y - 20; y += 14) {
        for (let x = wide / 2 + 8; x < scene.size.x - wide / 2 - 8; x += 14) {
          const box = centred(x, y, wide, LINE);
          const around = grown(box, 8);
          if (area.has(x, y) && inside(area, around) && free(scene, around) && outside(scene.ground, around)) spots.push({ x, y, box });
        }
      }
      if (!spots.length) continue;
      const x = spots.reduce((sum, spot) => sum + spot.x, 0) / spots.length;
      const y = spots.reduce((sum, spot) => sum + spot.y, 0) / spots.length;
      const best = spots.reduce((near, spot) => (Math.hypot(spot.x - x, spot.y - y) < Math.hypot(near.x - x, near.y - y) ? spot : near));
      write(scene, best.box, [[name, "quiet"]], "middle");
    }
  }

  /* The borough, and what its cells may cover beyond its edge. */
  function ground({ map, areas, paint }) {
    const [cell] = CELL.test(paint.key) ? areas.get(paint.key).values() : [];
    const { x: wide } = cell ? map.latLngToContainerPoint(cell.getBounds().getNorthEast()).subtract(map.latLngToContainerPoint(cell.getBounds().getSouthWest())) : { x: 0 };
    const [outline] = seen(map, areas.get("edge").values(), 0.45 * wide);
    if (outline) return outline;
    const all = seen(map, areas.get("ward").values(), 0.45 * wide); // a store may hold wards and no outline
    return { has: (x, y) => all.some((ward) => ward.has(x, y)) };
  }

  /* What does not change until the map moves: where areas lie, and the room inside wards. */
  function surveyed(drawn) {
    const { map, areas, paint } = drawn;
    const size = map.getSize();
    const key = [paint.key, paint.snapshot, map.getZoom(), map.getCenter(), size].join(" ");
    if (drawn.view && drawn.view.key === key) return drawn.view;
    const listed = NAMED.has(paint.key) ? [...areas.get(paint.key)] : [];
    const shapes = seen(map, listed.map(([, layer]) => layer), 0);
    const wards = new Map(listed.map(([id], at) => [id, { area: shapes[at], points: anchors(shapes[at]) }]));
    const around = [...areas.get("neighbour").values()];
    const named = seen(map, around, 0).map((area, at) => ({ area, name: around[at].feature.properties.name }));
    const near = named.filter(({ area: { box } }) => box.right > 0 && box.bottom > 0 && box.left < size.x && box.top < size.y);
    drawn.view = { key, wards, neighbours: near, ground: ground(drawn) };
    return drawn.view;
  }

  /* ---- all of it --------------------------------------------------------------------------------- */

  function furniture(drawn) {
    const frame = drawn.frame.getBoundingClientRect();
    return [...drawn.frame.querySelectorAll(".leaflet-control"), drawn.frame.querySelector(".map-legend")].reverse().map((part) => {
      const { left, top, width: w, height: h } = part.getBoundingClientRect();
      return { x: left - frame.left, y: top - frame.top, w, h };
    });
  }

  function place(drawn) {
    const { map, paint } = drawn;
    if (!drawn.names) {
      drawn.names = document.createElementNS(SVG, "svg");
      drawn.names.setAttribute("class", "map-names");
      drawn.names.setAttribute("aria-hidden", "true");
      map.getPane("names").appendChild(drawn.names);
      map.on("moveend resize", () => { if (drawn.paint) place(drawn); });
    }
    drawn.names.replaceChildren();
    const view = surveyed(drawn);
    const scene = { svg: drawn.names, size: map.getSize(), shift: map.containerPointToLayerPoint([0, 0]), taken: furniture(drawn), view, ground: view.ground };
    if (NAMED.has(paint.key)) wards(scene, drawn);
    else busiest(scene, drawn);
    neighbours(scene, drawn);
  }

  /* Whether the legend, or another control on its side, lies over anything painted. */
  function covered(drawn) {
    const land = ground(drawn);
    const middle = drawn.map.getSize().x / 2;
    const [key, ...controls] = furniture(drawn);
    const beside = controls.filter((box) => (box.x + box.w < middle) === (key.x + key.w / 2 < middle));
    return [key, ...beside].some((box) => box.h && !outside(land, grown(box, 6)));
  }

  shared.labels = place;
  shared.covered = covered;
})();
