/* Chips and buttons that open into a list of links: details elements, made to behave as menus do. */
(function () {
  "use strict";

  const OPEN = "[data-menu][open]";

  function close(menu, refocus) {
    menu.removeAttribute("open");
    if (refocus) menu.querySelector("summary").focus();
  }

  // A choice closes its list and leaves the reader on the chip that opened it; a click elsewhere closes all.
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll(OPEN)) {
      if (!menu.contains(event.target)) close(menu, false);
      else if (event.target.closest("a")) close(menu, true);
    }
  });

  function step(menu, from, by) {
    const links = [...menu.querySelectorAll("a")];
    const at = links.indexOf(from);
    const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + by));
    if (links.length) links[next].focus();
  }

  document.addEventListener("keydown", (event) => {
    const menu = event.target instanceof Element && event.target.closest(OPEN);
    if (!menu) return;
    if (event.key === "Escape") close(menu, true);
    else if (event.key === "ArrowDown") step(menu, event.target, 1);
    else if (event.key === "ArrowUp") step(menu, event.target, -1);
    else return;
    event.preventDefault();
  });

  // Leaving a list by Tab closes it.
  document.addEventListener("focusout", (event) => {
    const menu = event.target instanceof Element && event.target.closest(OPEN);
    if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) close(menu, false);
  });
})();
