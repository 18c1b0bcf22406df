/* The data desk: files dropped or chosen go to the server as their bytes, one a request; what is asked of an
 * upload goes into a store, and while something is under way the page asks how far it has come. */
(function () {
  "use strict";

  const ADDRESS = "/data-desk/incoming";
  const ASKS_EACH_MS = 1000;
  const MEGABYTE = 1e6;

  const say = (words) => window.lion.say(words);
  const at = (id) => document.getElementById(id);

  /* ---- what is asked of an upload ----------------------------------------------------- */

  let acted = ""; // the upload whose button had the focus

  function act(asked) {
    acted = asked.id || "";
    window.dash_clientside.set_props("desk-act", { data: { ...asked, at: Date.now() } });
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (button && at("desk-uploads")) act({ act: button.dataset.act, id: button.dataset.of });
  });

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-acts]");
    if (!form) return;
    event.preventDefault();
    act(Object.fromEntries(new FormData(form, event.submitter)));
  });

  document.addEventListener("change", (event) => {
    if (!event.target.matches("select[data-compares]")) return;
    const ends = [...document.querySelectorAll("select[data-compares]")];
    window.lion.ask((asked) => ends.forEach((end) => asked.set(end.dataset.compares, end.value)));
  });

  /* ---- how far it has come -------------------------------------------------------------- */

  const states = new Map(); // upload -> its state when last seen
  let asking = 0;

  document.addEventListener("lion:filled", () => {
    const uploads = [...document.querySelectorAll("[data-upload]")];
    for (const one of uploads) {
      const { upload, state, says } = one.dataset;
      if (states.has(upload) && states.get(upload) !== state) say(says);
      states.set(upload, state);
    }
    if (acted && document.activeElement === document.body) keepPlace();
    const running = uploads.some((one) => one.dataset.running);
    if (running && !asking) asking = setInterval(look, ASKS_EACH_MS);
    if (!running && asking) { clearInterval(asking); asking = 0; }
  });

  function look() {
    if (at("desk-uploads") && !window.lion.asking()) act({ act: "look", id: acted });
    else if (!at("desk-uploads")) { clearInterval(asking); asking = 0; }
  }

  /* A button that has gone takes the focus with it: its upload has it then, or else the place for files. */
  function keepPlace() {
    const place = document.querySelector(`[data-upload="${acted}"]`) || document.querySelector("[data-gives]");
    if (place) place.focus({ preventScroll: true });
  }

  /* ---- giving files ----------------------------------------------------------------------- */

  let sending = null; // the request under way

  const dropped = (event) => event.target.closest && event.target.closest("[data-drops]");
  const files = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");

  for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      const here = document.querySelector("[data-drops]");
      if (!here || !files(event)) return;
      event.preventDefault(); // a file dropped beside the place must not replace the page
      here.classList.toggle("over", name !== "drop" && name !== "dragleave" && dropped(event) === here);
      if (name === "drop" && dropped(event) === here) give([...event.dataTransfer.files]);
    });
  }

  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-gives]")) return;
    give([...event.target.files]);
    event.target.value = "";
  });

  window.addEventListener("beforeunload", (event) => { if (sending) event.preventDefault(); });

  async function give(given) {
    if (sending || !given.length) return;
    const { mostMb, tooLarge } = document.querySelector("[data-gives]").dataset;
    const large = given.find((file) => file.size > Number(mostMb) * MEGABYTE);
    if (large) { tell(`${large.name}: ${tooLarge}`); return; }
    const whole = given.reduce((sum, file) => sum + file.size, 0);
    const show = bar(given.length === 1 ? given[0].name : `${given.length} files`);
    let to = "", before = 0;
    try {
      for (const [nth, file] of given.entries()) {
        to = await send(file, to, nth === given.length - 1, (loaded) => show(before + loaded, whole));
        before += file.size;
      }
      at("desk-sending").replaceChildren();
    } catch (fault) {
      tell(fault.message);
    }
    sending = null;
    act({ act: "look", id: to });
  }

  /* One file; the upload's id, or a fault in the server's own words. */
  function send(file, to, last, progress) {
    const asked = new URLSearchParams({ name: file.name, by: at("desk-author").value, to, last: last ? "yes" : "" });
    return new Promise((done, failed) => {
      const request = new XMLHttpRequest();
      sending = request;
      request.open("POST", `${ADDRESS}?${asked}`);
      request.setRequestHeader("Content-Type", "application/octet-stream");
      request.upload.addEventListener("progress", (event) => progress(event.loaded));
      request.addEventListener("load", () => {
        if (request.status === 201) done(JSON.parse(request.responseText).id);
        else failed(new Error(`${file.name}: ${request.responseText.trim()}`));
      });
      request.addEventListener("error", () => failed(new Error(`${file.name} did not arrive: the server did not answer.`)));
      request.addEventListener("abort", () => failed(new Error("Stopped: nothing was published.")));
      request.send(new Blob([file])); // its bytes alone: the browser's guess of a type is not sent
    });
  }

  function bar(named) {
    const [line, drawn, words, stop] = ["p", "progress", "span", "button"].map((tag) => document.createElement(tag));
    line.className = "progress";
    drawn.setAttribute("aria-label", `Sending ${named}`);
    drawn.max = 1;
    stop.type = "button";
    stop.textContent = "Stop";
    stop.addEventListener("click", () => sending && sending.abort());
    line.append(drawn, words, stop);
    at("desk-sending").replaceChildren(line);
    say(`Sending ${named}`);
    return (loaded, whole) => {
      drawn.value = whole ? loaded / whole : 1;
      words.textContent = `Sending ${named}: ${megabytes(loaded)} of ${megabytes(whole)} MB`;
    };
  }

  const megabytes = (bytes) => (bytes / MEGABYTE).toFixed(1);

  function tell(words) {
    const line = document.createElement("p");
    line.className = "failed";
    line.textContent = words;
    at("desk-sending").replaceChildren(line);
    say(words);
  }
})();
