/* Sets up the rows of long tables: what an element carries in data-long-table becomes a table inside it. */
(function () {
  "use strict";

  const drawn = new WeakMap(); // element -> the table set up in it

  /* A square says its words to whoever cannot see it, and to a pointer that rests on it. */
  function square(told) {
    const made = document.createElement("span"), words = document.createElement("span");
    made.className = "square " + told.mark;
    made.title = words.textContent = told.words;
    words.className = "hidden";
    made.append(words);
    return made;
  }

  function row(cells, columns, first, tag) {
    const line = document.createElement("tr");
    cells.forEach((words, place) => {
      const heads = place === 0 || tag === "th";
      const cell = document.createElement(heads ? "th" : tag);
      if (heads) cell.scope = first;
      cell.className = [columns[place].number ? "number" : "", columns[place].quiet ? "quiet" : ""].join(" ").trim();
      cell.append(typeof words === "string" ? words : square(words));
      line.append(cell);
    });
    return line;
  }

  function table(told) {
    const made = document.createElement("table");
    made.className = ("table " + (told.class || "")).trim();
    made.createCaption().textContent = told.caption;
    made.createTHead().append(row(told.columns.map((column) => column.head), told.columns, "col", "th"));
    const body = made.createTBody();
    for (const each of told.rows) {
      const line = row(each.cells, told.columns, "row", "td");
      if (each.marked) line.className = "marked";
      body.append(line);
    }
    return made;
  }

  function setUp(holder) {
    if (drawn.has(holder)) drawn.get(holder).remove();
    drawn.delete(holder);
    if (!holder.dataset.longTable) return;
    drawn.set(holder, table(JSON.parse(holder.dataset.longTable)));
    holder.append(drawn.get(holder));
  }

  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "attributes") setUp(change.target);
      for (const node of change.addedNodes) {
        if (!(node instanceof Element)) continue;
        for (const holder of [node, ...node.querySelectorAll("[data-long-table]")]) if (holder.dataset.longTable) setUp(holder);
      }
    }
  }).observe(document.documentElement, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-long-table"] });
})();
