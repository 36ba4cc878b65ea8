// The workbench: an editor in place of the plain field, answers without leaving the page, graphs as pictures.
// Answers are the server's own pages, so that all is the same with and without this script.
"use strict";

const form = document.getElementById("ask");
const field = document.getElementById("query");
const results = document.getElementById("results");
let editor = null;

function startEditor() {
  if (!window.Yasgui) return;
  const prefixes = JSON.parse(form.dataset.prefixes);
  const { Yasqe } = window.Yasgui;
  Yasqe.forkAutocompleter("prefixes", {
    name: "known-prefixes",
    persistenceId: null,
    get: () => Promise.resolve(Object.entries(prefixes).map(([name, iri]) => `${name}: <${iri}>`).sort()),
  });
  const place = document.createElement("div");
  place.dir = "ltr";
  field.before(place);
  editor = new Yasqe(place, {
    value: field.value,
    autocompleters: ["known-prefixes", "variables"],
    persistenceId: null,
    showQueryButton: false,
    createShareableLink: null,
    resizeable: false,
    lineWrapping: true,
    viewportMargin: Infinity,
    screenReaderLabel: document.querySelector('label[for="query"]').textContent,
    extraKeys: { "Ctrl-Enter": ask, "Cmd-Enter": ask, Tab: false, "Shift-Tab": false },
  });
  field.hidden = true;
  editor.on("change", () => { field.value = editor.getValue(); });
  document.querySelector('label[for="query"]').addEventListener("click", () => editor.focus());
}

async function show(address) {
  results.textContent = form.dataset.running;
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.getElementById("results");
  if (!found) { window.location.assign(address); return; }
  results.replaceChildren(...found.childNodes);
  dress();
}

function ask() {
  const address = `${form.action}?${new URLSearchParams({ query: field.value })}`;
  window.history.pushState(null, "", address);
  show(address);
}

function dress() {
  for (const link of results.querySelectorAll("a[data-copy]")) {
    link.addEventListener("click", async (event) => {
      if (!navigator.clipboard) return;
      event.preventDefault();
      await navigator.clipboard.writeText(link.href);
      link.textContent = link.dataset.copy;
    });
  }
  const picture = results.querySelector(".picture");
  if (picture && window.cytoscape) draw(picture);
}

function draw(picture) {
  const most = 200;
  const nodes = new Map();
  const edges = [];
  for (const row of results.querySelectorAll("tbody tr")) {
    const [from, by, to] = row.cells;
    if (!from.dataset.iri || !to.dataset.iri || edges.length >= most) continue;
    for (const cell of [from, to]) nodes.set(cell.dataset.iri, { cell, name: cell.textContent });
    edges.push({ data: { source: from.dataset.iri, target: to.dataset.iri, name: by.textContent } });
  }
  if (!edges.length) return;
  picture.hidden = false;
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", picture.dataset.label);
  // Its own sheet would stand in the page, which the content security policy forbids: ours has the rules (workbench.css).
  document.querySelector('link[href$="static/style.css"]').id = "__________cytoscape_stylesheet";
  const colour = (name) => getComputedStyle(picture).getPropertyValue(name);
  const ink = getComputedStyle(picture).color;
  const line = getComputedStyle(picture).borderTopColor;
  const drawing = window.cytoscape({
    container: picture,
    elements: [...[...nodes].map(([id, node]) => ({ data: { id, name: node.name } })), ...edges],
    style: [
      { selector: "node", style: { label: "data(name)", "font-size": 14, color: ink, "background-color": colour("outline-color") || ink, width: 14, height: 14, "text-valign": "bottom", "text-margin-y": 3, "text-wrap": "ellipsis", "text-max-width": 160 } },
      { selector: "edge", style: { label: "data(name)", "font-size": 11, color: ink, width: 1, "line-color": line, "target-arrow-color": line, "target-arrow-shape": "triangle", "curve-style": "bezier", "arrow-scale": 0.8 } },
    ],
    layout: { name: "cose", animate: false, nodeDimensionsIncludeLabels: true, idealEdgeLength: () => 60 },
    maxZoom: 3,
  });
  drawing.on("tap", "node", (event) => {
    const link = nodes.get(event.target.id()).cell.querySelector("a");
    if (link) link.click();
  });
}

if (form) {
  form.addEventListener("submit", (event) => { event.preventDefault(); ask(); });
  window.addEventListener("popstate", () => window.location.reload());
  startEditor();
  const examples = document.getElementById("example");
  if (examples) examples.addEventListener("change", () => examples.form.submit());
}
if (results) dress();
