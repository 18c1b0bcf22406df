/* The page that says what a file's columns mean: what changes on the form is sent to be tried, a moment after the last change. */
(function () {
  "use strict";

  const WAIT_MS = 300;
  const form = () => document.getElementById("mapping-form");
  let waiting = 0;

  /* "at" tells one sending from the next: a form that is sent again unchanged is another question. */
  function send(store) {
    clearTimeout(waiting);
    waiting = 0;
    const fields = Object.fromEntries(new FormData(form()));
    window.dash_clientside.set_props(store, { data: { fields, at: Date.now() } });
  }

  function changed(event) {
    if (!form() || !event.target.form || event.target.form !== form() || event.target.name === "by") return;
    clearTimeout(waiting);
    waiting = setTimeout(() => form() && send("mapping-draft"), WAIT_MS);
  }

  document.addEventListener("input", changed);
  document.addEventListener("change", changed);
  document.addEventListener("submit", (event) => { if (event.target === form()) event.preventDefault(); });
  document.addEventListener("click", (event) => {
    if (form() && event.target.closest("[data-saves]")) send("mapping-saving");
  });
})();
