/* Where a map looks: the whole borough beside its legend, until a reader moves it; then it stays where they left it. */
(function () {
  "use strict";

  // Files load in the order of their names: whichever comes first lays the common ground.
  window.lion = window.lion || {};
  const shared = (window.lion.map = window.lion.map || { maps: new Map(), drawing: null });
  const EDGE = 14; // pixels around the borough
  const ASIDE = 12; // pixels by which the borough gives way to the legend, time after time
  const CLOSER = 5; // zoom levels a reader can go in

  function watch(drawn) {
    const { map } = drawn;
    const element = map.getContainer();
    map.on("dragstart zoomstart", () => { if (drawn.home && !drawn.fitting) drawn.moved = true; });
    new ResizeObserver(() => resize(drawn)).observe(element);
    gestures(drawn, element);
  }

  /* The wheel scrolls the page until the map has been pressed; one finger scrolls past a map that shows everything. */
  function gestures(drawn, element) {
    const { map } = drawn;
    element.addEventListener("pointerdown", (event) => { if (event.pointerType === "mouse") map.scrollWheelZoom.enable(); });
    element.addEventListener("mouseleave", () => map.scrollWheelZoom.disable());
    if (!window.matchMedia("(pointer: coarse)").matches) return;
    const follow = () => {
      const near = map.getZoom() > map.getMinZoom() + 0.3;
      if (near) map.dragging.enable();
      else map.dragging.disable();
      element.classList.toggle("scrolls-past", !near);
    };
    map.on("zoomend", follow);
    follow();
  }

  function resize(drawn) {
    const { map } = drawn;
    if (!map.getContainer().offsetWidth) return;
    map.invalidateSize({ animate: false, pan: false });
    if (drawn.home && !drawn.moved) fit(drawn);
  }

  function fit(drawn) {
    const { map, home } = drawn;
    const edge = Math.min(EDGE, map.getSize().x / 30);
    drawn.fitting = true;
    map.setMinZoom(0);
    for (let more = 0; more <= 5 * ASIDE; more += ASIDE) {
      map.fitBounds(home, { paddingTopLeft: [edge + more, edge], paddingBottomRight: [edge, edge], animate: false });
      if (!shared.covered(drawn)) break;
    }
    map.setMinZoom(map.getZoom());
    map.setMaxZoom(map.getZoom() + CLOSER);
    map.setMaxBounds(home.pad(0.5));
    drawn.fitting = false;
  }

  shared.watch = watch;
  shared.fit = fit;
})();
