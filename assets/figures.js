/* Paints figures in the theme's colours, marks what a click chooses, and turns figures to tables.
 *
 * Figures come from the server with tokens for colours ("--mark"); here each token
 * becomes the value it has in tokens.css, so that a change of theme never asks the
 * server. The address stays the only state: clicks and switches rewrite it.
 */
(function () {
  "use strict";

  const TOKEN = /--[a-z0-9-]+/g;
  const PAPER = 680; // pixels across an A4 page
  const onScreen = new WeakMap(); // graph element -> what was painted on it last, as text
  const painted = new Map(); // graph id -> its figure, colours still as tokens

  /* ---- tokens to colours ------------------------------------------------ */

  const PALETTES = { light: new Map(), dark: new Map() }; // token -> its value, once it has been asked for

  function palette(theme) {
    const shown = theme === "dark" ? "dark" : "light";
    const known = PALETTES[shown];
    let probe = null; // takes its values from the asked theme, whatever the page shows
    const value = (token) => {
      if (!known.has(token)) {
        probe = probe || probed(shown);
        known.set(token, getComputedStyle(probe).getPropertyValue(token).trim() || token);
      }
      return known.get(token);
    };
    return { value, done: () => { if (probe) probe.remove(); } };
  }

  function probed(theme) {
    const probe = document.createElement("div");
    probe.setAttribute("data-theme", theme);
    probe.hidden = true;
    document.body.appendChild(probe);
    return probe;
  }

  function coloured(part, colours) {
    if (typeof part === "string") {
      if (part.startsWith("--")) return colours.value(part);
      return part.includes("color:--") ? part.replace(TOKEN, (token) => colours.value(token)) : part;
    }
    if (Array.isArray(part)) return part.map((item) => coloured(item, colours));
    if (part && typeof part === "object") {
      const copy = {};
      for (const key of Object.keys(part)) copy[key] = coloured(part[key], colours);
      return copy;
    }
    return part;
  }

  function currentTheme(theme) {
    return (theme || document.documentElement.dataset.theme) === "dark" ? "dark" : "light";
  }

  /* ---- painting --------------------------------------------------------- */

  /* Says the finding aloud and lifts the skeleton. */
  function announce(element, figure) {
    const plot = element.closest(".plot");
    const layout = figure.layout || {}, meta = layout.meta || {};
    plot.setAttribute("aria-label", (meta.finding ? meta.finding + ". " : "Figure. ") + "The Table button shows the numbers.");
    if (!plot.hasAttribute("data-painted")) plot.setAttribute("data-painted", "");
    plot.toggleAttribute("data-named", Boolean(meta.named));
    const width = ((layout.margin || {}).l || 0) + "px";
    if (plot.style.getPropertyValue("--label-width") !== width) plot.style.setProperty("--label-width", width);
  }

  /* Straight onto a graph that stands, which costs a tenth; through Dash onto one that is still on its way. */
  function paintOne({ id, element, plot, size }, figure, theme, colours) {
    const key = theme + JSON.stringify(figure);
    if (onScreen.get(element) === key) return;
    onScreen.set(element, key);
    painted.set(id, figure);
    announce(element, figure);
    const fresh = coloured(figure, colours);
    if (!plot || !plot._fullLayout) window.dash_clientside.set_props(id, { figure: fresh });
    else window.Plotly.react(plot, fresh.data, Object.assign(fresh.layout, size, { autosize: false }));
  }

  /* A graph and its room; found for all before any is drawn, or the page would be laid out once for each. */
  function standing(id) {
    const element = document.getElementById(id);
    const plot = element && element.querySelector(".js-plotly-plot");
    const drawn = (plot && plot._fullLayout) || {};
    return { id, element, plot, size: plot && { width: plot.clientWidth || drawn.width, height: plot.clientHeight || drawn.height } };
  }

  let asked = 0; // paintings are numbered: one that was overtaken waits no longer for its page

  function paint(figures, theme) {
    asked += 1;
    const nth = asked, shown = currentTheme(theme);
    const draw = (ids) => {
      const colours = palette(shown);
      const graphs = ids.map(standing);
      for (const graph of graphs.filter((one) => one.element)) paintOne(graph, figures[graph.id], shown, colours);
      colours.done();
      const awaited = graphs.filter((one) => !one.element).map((one) => one.id);
      if (awaited.length) requestAnimationFrame(() => { if (nth === asked) draw(awaited); });
    };
    draw(Object.keys(figures).filter((id) => figures[id]));
  }

  /* ---- print is always light -------------------------------------------- */

  const onPaper = new Map(); // plot -> what it showed on the screen

  /* A drawing keeps its shape and shrinks with its column. */
  function scalable(plot) {
    const size = plot._fullLayout;
    plot.style.setProperty("--drawn-width", size.width + "px");
    plot.style.setProperty("--drawn-shape", size.width + " / " + size.height);
    for (const svg of plot.querySelectorAll(".main-svg")) svg.setAttribute("viewBox", "0 0 " + size.width + " " + size.height);
  }

  /* In the light theme, and no wider than the paper. */
  function forPaper(plot, colours) {
    const graph = plot.closest(".graph");
    const figure = painted.get(graph.id);
    const size = { width: Math.min(plot._fullLayout.width, PAPER), height: plot._fullLayout.height, autosize: false };
    if (!figure || (currentTheme() === "light" && size.width === plot._fullLayout.width)) return;
    onPaper.set(plot, { data: plot.data, layout: plot.layout });
    const light = coloured(figure, colours);
    window.Plotly.react(plot, light.data, Object.assign(light.layout, size));
  }

  window.addEventListener("beforeprint", () => {
    const colours = palette("light");
    for (const plot of document.querySelectorAll(".graph .js-plotly-plot")) {
      if (!plot._fullLayout) continue;
      forPaper(plot, colours);
      scalable(plot);
    }
    colours.done();
  });

  window.addEventListener("afterprint", () => {
    for (const [plot, shown] of onPaper) window.Plotly.react(plot, shown.data, shown.layout);
    onPaper.clear();
    for (const svg of document.querySelectorAll(".graph .main-svg")) svg.removeAttribute("viewBox");
  });

  /* ---- waiting: the old figure stays, dimmed, only if the new one is slow --- */

  let waiting = 0;

  function settle() {
    clearTimeout(waiting);
    document.documentElement.removeAttribute("data-waiting");
  }

  function wait() {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (window.lion.asking && !window.lion.asking()) return; // answered already, or nothing to ask
      document.documentElement.setAttribute("data-waiting", "");
      waiting = setTimeout(settle, 15000);
    }, 150);
  }

  /* ---- the address ------------------------------------------------------ */

  function read(search) {
    const values = new Map();
    for (const [key, value] of new URLSearchParams(search)) {
      values.set(key, (values.get(key) || []).concat(value.split(",").filter(Boolean)));
    }
    return values;
  }

  function written(values) {
    const parts = [];
    for (const [key, slugs] of values) {
      const text = encodeURIComponent(slugs.join(",")).replace(/%2C/g, ",").replace(/%3A/g, ":").replace(/%3B/g, ";");
      if (slugs.length) parts.push(encodeURIComponent(key) + "=" + text);
    }
    return parts.length ? "?" + parts.join("&") : "";
  }

  /* What the address becomes when a mark standing for "age=10-17&gender=male" is clicked:
   * one pair is added to its values or taken away; several are set, or all released. */
  function toggled(search, choice) {
    const values = read(search);
    const pairs = [...new URLSearchParams(choice)];
    const chosen = ([key, slug]) => (values.get(key) || []).includes(slug);
    const sole = ([key, slug]) => chosen([key, slug]) && values.get(key).length === 1;
    const release = pairs.every(pairs.length > 1 ? sole : chosen);
    for (const [key, slug] of pairs) {
      const others = pairs.length > 1 ? [] : (values.get(key) || []).filter((value) => value !== slug);
      values.set(key, release ? others : others.concat(slug));
    }
    return written(values);
  }

  function clicked(...args) {
    const context = window.dash_clientside.callback_context;
    const search = args[args.length - 1];
    const trigger = (context.triggered || [])[0];
    const point = trigger && trigger.value && trigger.value.points && trigger.value.points[0];
    const choice = point && point.customdata;
    return typeof choice === "string" && choice ? toggled(search || "", choice) : window.dash_clientside.no_update;
  }

  /* ---- Figure | Table ---------------------------------------------------- */

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-show]");
    if (!button) return;
    const values = read(location.search);
    const others = (values.get("tables") || []).filter((panel) => panel !== button.dataset.panel);
    values.set("tables", button.dataset.show === "table" ? others.concat(button.dataset.panel) : others);
    window.lion.go(location.pathname + written(values));
    pressButtons(location.search); // at once: the answer is on its way
  });

  /* Also when all is in its place: a page that has just come, be it after its answer, still shows its first state. */
  function pressButtons(search) {
    const tables = read(search || "").get("tables") || [];
    for (const button of document.querySelectorAll("[data-show]")) {
      const table = tables.includes(button.dataset.panel);
      button.setAttribute("aria-pressed", String((button.dataset.show === "table") === table));
    }
  }

  /* The address has changed: its buttons are pressed, and an answer is on its way. */
  function awaited(search) {
    pressButtons(search);
    wait();
  }

  document.addEventListener("lion:filled", () => pressButtons(window.location.search));

  window.lion = Object.assign(window.lion || {}, { toggled, palette, coloured, settle, awaited, paint });
  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.lion = Object.assign(window.dash_clientside.lion || {}, { clicked });
})();
