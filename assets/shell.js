/* The shell in the browser: links that keep the page, filters into the address, what is announced. */
(function () {
  "use strict";

  const root = document.documentElement;
  const plainTitle = document.title;
  const titles = JSON.parse(document.querySelector("script[data-titles]").dataset.titles); // of every page, by its path

  /* ---- theme: theme.js has set it before anything was painted; here it is changed ---- */

  function theme(clicks) {
    if (clicks) window.lion.theme.keep(root.dataset.theme === "dark" ? "light" : "dark");
    pressThemeButton();
    return root.dataset.theme;
  }

  function pressThemeButton() {
    const button = document.getElementById("theme-button");
    if (button) button.setAttribute("aria-pressed", String(root.dataset.theme === "dark"));
  }

  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    root.dataset.theme = window.lion.theme.preferred();
    pressThemeButton();
    window.dash_clientside.set_props("theme", { data: root.dataset.theme });
  });

  /* ---- the address is the state ------------------------------------------------ */

  function go(address) {
    if (address === location.pathname + location.search) return;
    history.pushState({}, "", address);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  }

  /* The address with something changed in it. */
  function ask(change) {
    const asked = new URLSearchParams(location.search);
    change(asked);
    go(location.pathname + readable(asked));
  }

  function readable(query) {
    const text = query.toString().replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%3B", ";");
    return text ? "?" + text : "";
  }

  function ours(link, event) {
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    return plain && link.origin === location.origin && !link.hasAttribute("download") && !link.target &&
      !link.pathname.startsWith("/data/") && !(link.hash && link.pathname === location.pathname);
  }

  /* Another page takes along the filters it shares with this one. */
  function carried(link) {
    if (!link.dataset.keeps || link.search || link.pathname === location.pathname) return link.search;
    const here = new URLSearchParams(location.search);
    const there = new URLSearchParams();
    for (const key of link.dataset.keeps.split(" ")) if (here.get(key)) there.set(key, here.get(key));
    return readable(there);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href]");
    if (!link || event.defaultPrevented || !ours(link, event)) return;
    event.preventDefault();
    if (link.closest("#sentence")) keepPlace();
    const moved = link.pathname !== location.pathname;
    go(link.pathname + carried(link));
    if (moved || !link.closest(".rail")) window.lion.closeDrawer(!moved);
    if (moved) turnTo();
  });

  function turnTo() {
    window.scrollTo(0, 0);
    const page = document.getElementById("page");
    if (page) page.focus({ preventScroll: true });
  }

  /* A chip that has gone takes the focus with it: the sentence has it then, not the top of the page. */
  function keepPlace() {
    const sentence = document.getElementById("sentence");
    const watch = new MutationObserver(() => {
      watch.disconnect();
      if (document.activeElement === document.body) sentence.focus({ preventScroll: true });
    });
    watch.observe(sentence, { childList: true, subtree: true, characterData: true });
  }

  let moved = ""; // the path on screen

  /* Every change of address: the window's title, the mode. */
  function arrived(path, search) {
    const first = document.getElementById("first");
    if (first) first.remove(); // the header painted before the application came
    const here = (path || "/").replace(/(.)\/+$/, "$1");
    const title = (titles[here] || "No such page") + " · " + plainTitle;
    if (document.title !== title) document.title = title;
    if (moved !== here) window.lion.put("notices", []); // about the page before
    moved = here;
    window.lion.present(new URLSearchParams(location.search).get("present") === "1");
    window.lion.awaited(search || "");
  }

  /* ---- filters: what is ticked becomes the address ------------------------------- */

  document.addEventListener("change", (event) => {
    if (!event.target.matches("#filters input[name]")) return;
    const key = event.target.name;
    const values = [...document.querySelectorAll(`#filters input[name="${key}"]:checked`)].map((box) => box.value);
    ask((asked) => { if (values.length) asked.set(key, values.join(",")); else asked.delete(key); });
  });

  /* Months: the two ends are always written together, so that the period is what is seen. */
  document.addEventListener("change", (event) => {
    if (!event.target.matches("select[data-filters]")) return;
    const ends = [...document.querySelectorAll("select[data-filters]")].map((end) => end.value).sort();
    ask((asked) => ["since", "until"].forEach((key, index) => asked.set(key, ends[index])));
  });

  document.addEventListener("input", (event) => {
    if (!event.target.matches(".filter input[type=search]")) return;
    const sought = event.target.value.trim().toLowerCase();
    const labels = [...event.target.closest(".filter").querySelectorAll(".choices label")];
    for (const label of labels) label.hidden = sought !== "" && !label.textContent.toLowerCase().includes(sought);
    const left = labels.filter((label) => !label.hidden).length;
    say(left === 0 ? "None found" : left + " found");
  });

  /* ---- said aloud, politely ---------------------------------------------------------- */

  function say(words) {
    const live = document.getElementById("said");
    if (live) live.textContent = words;
  }

  /* The count of what is asked, as the drawer's button says it. */
  let counted = "";
  document.addEventListener("lion:filled", () => {
    const done = document.getElementById("filter-done");
    const words = done ? done.textContent : "";
    if (words && counted && words !== counted) say(words.replace(/^Show (the )?/, ""));
    counted = words;
  });

  /* ---- copy, print, leave, put away -------------------------------------------------- */

  const DOES = {
    print: () => window.print(),
    present: () => window.lion.ask((asked) => asked.set("present", "1")),
    leave: () => window.lion.ask((asked) => asked.delete("present")),
    copy: (button) => {
      const done = (words) => { button.textContent = words; say(words); setTimeout(() => { button.textContent = "Copy link"; }, 2500); };
      const byHand = () => done("Copy it from the address bar");
      if (!navigator.clipboard) { byHand(); return; }
      navigator.clipboard.writeText(location.href).then(() => done("Link copied"), byHand);
    },
  };

  document.addEventListener("click", (event) => {
    const does = event.target.closest("[data-does]");
    if (does && DOES[does.dataset.does]) DOES[does.dataset.does](does);
    const closes = event.target.closest('[data-closes="notices"]');
    if (!closes) return;
    window.lion.put("notices", []);
    document.getElementById("page").focus({ preventScroll: true });
  });

  /* ---- the server did not answer ------------------------------------------------------ */

  const fetched = window.fetch;
  let asked = 0; // questions under way
  window.fetch = function (...request) {
    const address = String(request[0] && request[0].url ? request[0].url : request[0]);
    const answer = fetched.apply(this, request);
    if (address.includes("_dash-update-component")) {
      asked += 1;
      answer.then((reply) => answered(reply.status >= 400), () => answered(true));
    }
    return answer;
  };

  function answered(failed) {
    asked -= 1;
    if (!asked && window.lion.settle) window.lion.settle(); // nothing more is coming: nothing stays dimmed
    offline(failed);
  }

  function offline(gone) {
    const note = document.getElementById("offline");
    if (!note || note.hidden === !gone) return;
    note.hidden = !gone;
    note.replaceChildren();
    if (!gone) return;
    if (window.lion.settle) window.lion.settle();
    const again = document.createElement("button");
    again.type = "button";
    again.textContent = "Retry";
    again.addEventListener("click", () => retry(again));
    note.append("The server did not answer; the figures shown are from before. ", again);
  }

  /* Only a server that answers is asked for the page: what is on screen is never lost to an error page. */
  function retry(again) {
    again.textContent = "Asking…";
    const still = () => { again.textContent = "Retry"; say("Still no answer"); };
    fetched(location.href, { method: "HEAD", cache: "no-store" }).then((reply) => (reply.status < 500 ? location.reload() : still()), still);
  }

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.shell = { theme, arrived };
  window.lion = Object.assign(window.lion || {}, { go, ask, say, offline, asking: () => asked > 0 });
})();
