/* Lists to choose from: what is chosen is kept where the page's callbacks read it, again with every press of a button beside them. */
(function () {
  "use strict";

  const LISTS = "select[data-into]";

  function keep(list) {
    window.dash_clientside.set_props(list.dataset.into, { data: list.value });
  }

  document.addEventListener("change", (event) => { if (event.target.matches(LISTS)) keep(event.target); });
  document.addEventListener("click", (event) => {
    const form = event.target.closest("button") && event.target.closest(".setting");
    if (form) form.querySelectorAll(LISTS).forEach(keep);
  }, true);
})();
