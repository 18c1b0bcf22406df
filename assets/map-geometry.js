/* Boxes, areas in pixels and room inside them, for whoever places names on a map. Boxes are {x, y, w, h} from the upper left. */
(function () {
  "use strict";

  // Files load in the order of their names: whichever comes first lays the common ground.
  window.lion = window.lion || {};
  const shared = (window.lion.map = window.lion.map || { maps: new Map(), drawing: null });
  const COARSE = 2; // pixels of the frame to one of the picture
  const pen = document.createElement("canvas").getContext("2d");

  function width(words, strong) {
    pen.font = (strong ? "600 " : "") + "12px " + getComputedStyle(document.body).fontFamily;
    return pen.measureText(words).width;
  }

  const overlap = (a, b, gap) => a.x < b.x + b.w + gap && b.x < a.x + a.w + gap && a.y < b.y + b.h + gap && b.y < a.y + a.h + gap;
  const grown = (box, by) => ({ x: box.x - by, y: box.y - by, w: box.w + 2 * by, h: box.h + 2 * by });
  const centred = (x, y, w, h) => ({ x: x - w / 2, y: y - h / 2, w, h });

  /* Lines of a name, fewest first: on one, or broken at the space nearest the middle. */
  function splits(name) {
    const spaces = [...name].flatMap((letter, at) => (letter === " " ? [at] : []));
    if (!spaces.length) return [[name]];
    const at = spaces.reduce((best, each) => (Math.abs(each - name.length / 2) < Math.abs(best - name.length / 2) ? each : best));
    return [[name], [name.slice(0, at), name.slice(at + 1)]];
  }

  /* ---- shapes in pixels ------------------------------------------------------ */

  function rings(latlngs) {
    return latlngs.length && latlngs[0].lat !== undefined ? [latlngs] : latlngs.flatMap(rings);
  }

  function traced(map, layer) {
    const path = new Path2D();
    const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    for (const ring of rings(layer.getLatLngs())) {
      ring.forEach((corner, at) => {
        const point = map.latLngToContainerPoint(corner);
        if (at) path.lineTo(point.x, point.y);
        else path.moveTo(point.x, point.y);
        box.left = Math.min(box.left, point.x);
        box.right = Math.max(box.right, point.x);
        box.top = Math.min(box.top, point.y);
        box.bottom = Math.max(box.bottom, point.y);
      });
      path.closePath();
    }
    return { path, box };
  }

  /* Areas as the map's frame shows them: each with its box and has(x, y), read off one picture of them all.
   * `reach` widens them by so many pixels. */
  function seen(map, layers, reach) {
    const size = map.getSize();
    const wide = Math.ceil(size.x / COARSE);
    const high = Math.ceil(size.y / COARSE);
    if (!wide || !high) return [...layers].map((layer) => ({ box: traced(map, layer).box, has: () => false })); // its page has gone
    const picture = document.createElement("canvas");
    picture.width = wide;
    picture.height = high;
    const brush = picture.getContext("2d", { willReadFrequently: true });
    brush.scale(1 / COARSE, 1 / COARSE);
    const areas = [...layers].map((layer, at) => {
      const { path, box } = traced(map, layer);
      brush.fillStyle = brush.strokeStyle = `rgb(${at + 1}, 0, 0)`; // a number, not a colour: which area this is
      brush.fill(path, "evenodd");
      if (reach) {
        brush.lineWidth = 2 * reach;
        brush.stroke(path);
      }
      return { box, at: at + 1 };
    });
    const { data } = brush.getImageData(0, 0, wide, high);
    const which = (x, y) => {
      const column = Math.floor(x / COARSE);
      const row = Math.floor(y / COARSE);
      if (column < 0 || row < 0 || column >= wide || row >= high) return 0;
      const pixel = 4 * (row * wide + column);
      return data[pixel + 3] > 127 ? data[pixel] : 0;
    };
    return areas.map(({ box, at }) => ({ box, has: (x, y) => which(x, y) === at }));
  }

  /* Points all over a box, its edges included, at most `step` apart. */
  function probes(box, step) {
    const found = [];
    const across = Math.max(2, Math.ceil(box.w / step));
    const down = Math.max(2, Math.ceil(box.h / step));
    for (let i = 0; i <= across; i += 1) for (let j = 0; j <= down; j += 1) found.push([box.x + (box.w * i) / across, box.y + (box.h * j) / down]);
    return found;
  }

  const inside = (area, box) => probes(box, 10).every(([x, y]) => area.has(x, y));
  const outside = (area, box) => probes(box, 12).every(([x, y]) => !area.has(x, y));

  /* Points of an area on a grid, those farthest from its edge first, then those nearest its middle. */
  function anchors(area) {
    const { left, top, right, bottom } = area.box;
    const step = Math.max(5, Math.min(right - left, bottom - top) / 14);
    const held = [];
    for (let y = top + step / 2; y < bottom; y += step) for (let x = left + step / 2; x < right; x += step) if (area.has(x, y)) held.push([x, y]);
    const room = ([x, y]) => {
      for (let reach = step; reach < 200; reach += step) {
        for (let turn = 0; turn < 8; turn += 1) {
          const angle = (turn * Math.PI) / 4;
          if (!area.has(x + reach * Math.cos(angle), y + reach * Math.sin(angle))) return reach;
        }
      }
      return 200;
    };
    if (!held.length) return [];
    const middle = [0, 1].map((axis) => held.reduce((sum, point) => sum + point[axis], 0) / held.length);
    const found = held.map((point) => ({ x: point[0], y: point[1], room: room(point), off: Math.hypot(point[0] - middle[0], point[1] - middle[1]) }));
    return found.sort((a, b) => b.room - a.room || a.off - b.off);
  }

  shared.geometry = { width, splits, overlap, grown, centred, seen, inside, outside, anchors };
})();
