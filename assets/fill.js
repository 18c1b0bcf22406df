/* Puts a page's answer where it belongs: contents, attributes, the map's paint and the figures, in one go.
 *
 * Contents come as nodes, [tag, attributes, child, ...] or text. What stands there already is changed only
 * where it differs, so that an open list stays open and the focus stays where it is.
 */
(function () {
  "use strict";

  const built = new WeakMap(); // element -> the nodes it holds, as they were sent

  /* ---- nodes to elements ----------------------------------------------------------- */

  function wear(element, name, value) {
    if (name === "checked" || name === "selected") element[name] = value !== undefined;
    else if (value === undefined || value === null) element.removeAttribute(name);
    else element.setAttribute(name, value);
  }

  function build(node) {
    if (!Array.isArray(node)) return document.createTextNode(node);
    const [tag, attributes, ...children] = node;
    const element = document.createElement(tag);
    for (const name of Object.keys(attributes)) wear(element, name, attributes[name]);
    element.append(...children.map(build));
    return element;
  }

  function change(element, was, node) {
    if (!Array.isArray(was) || !Array.isArray(node)) {
      if (!Array.isArray(was) && !Array.isArray(node)) { if (was !== node) element.data = node; } else element.replaceWith(build(node));
      return;
    }
    if (was[0] !== node[0]) {
      element.replaceWith(build(node));
      return;
    }
    for (const name of Object.keys(was[1])) if (!(name in node[1])) wear(element, name, undefined);
    for (const name of Object.keys(node[1])) if (was[1][name] !== node[1][name]) wear(element, name, node[1][name]);
    if (node[0] === "input") element.checked = "checked" in node[1]; // a tick that came to nothing goes back
    inside(element, was.slice(2), node.slice(2));
  }

  function inside(element, was, nodes) {
    const here = [...element.childNodes];
    was.slice(nodes.length).forEach((_, index) => here[nodes.length + index].remove());
    nodes.forEach((node, index) => {
      if (index < was.length) change(here[index], was[index], node);
      else element.append(build(node));
    });
  }

  function put(element, nodes) {
    const was = built.get(element);
    built.set(element, nodes);
    if (was && was.length <= element.childNodes.length) inside(element, was, nodes);
    else element.replaceChildren(...nodes.map(build));
  }

  /* ---- an answer to its places ------------------------------------------------------ */

  let latest = 0; // answers are numbered: one that was overtaken is waited for no longer

  /* Places what has somewhere to go; the rest follows as soon as its page has come. */
  function place(entries, nth) {
    if (nth !== latest) return;
    const early = [];
    for (const [id, what, value] of entries) {
      const element = document.getElementById(id);
      if (!element) early.push([id, what, value]);
      else if (what === "children") put(element, value);
      else wear(element, what === "className" ? "class" : what, value === true ? "" : value === false ? undefined : value);
    }
    if (early.length) requestAnimationFrame(() => place(early, nth));
    else document.dispatchEvent(new CustomEvent("lion:filled"));
  }

  function fill(text, theme) {
    if (!text) return;
    const triggered = window.dash_clientside.callback_context.triggered;
    const retold = triggered.length > 0 && triggered.every((one) => one.prop_id === "theme.data");
    const answer = JSON.parse(text);
    const told = (what) => answer.filter((entry) => entry[1] === what);
    if (!retold) {
      latest += 1;
      for (const [id, , paint] of told("paint")) window.lion.map.show(id, paint);
      place(answer.filter((entry) => !["paint", "figures"].includes(entry[1])), latest);
    }
    const [figures] = told("figures");
    window.lion.paint(figures ? figures[2] : {}, theme); // last: words may have moved what stands beside them
    if (!retold) window.lion.settle();
  }

  function putInto(id, nodes) {
    const element = document.getElementById(id);
    if (element) put(element, nodes);
  }

  window.lion = Object.assign(window.lion || {}, { put: putInto });
  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.lion = Object.assign(window.dash_clientside.lion || {}, { fill });
})();
