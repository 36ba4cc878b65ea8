// Citations to explore: the drawing of the page as a graph that grows where one touches it. Without this script, or
// without cytoscape beside it, the drawing stays as the server made it.
"use strict";

for (const place of document.querySelectorAll("[data-graph]")) offer(place);

function offer(place) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = place.dataset.explore;
  place.before(button);
  let canvas = null;
  button.addEventListener("click", async () => {
    if (!canvas) {
      canvas = document.createElement("div");
      canvas.className = "explore";
      const line = document.createElement("p");
      line.className = "touched";
      line.setAttribute("aria-live", "polite");
      place.after(canvas, line);
      const facts = await (await fetch(place.dataset.graph)).json();
      canvas.hidden = false;
      place.hidden = true;
      explore(canvas, line, facts, place.dataset);
    } else {
      canvas.hidden = !canvas.hidden;
      canvas.nextElementSibling.hidden = canvas.hidden;
      place.hidden = !canvas.hidden;
    }
    button.textContent = canvas.hidden ? place.dataset.explore : place.dataset.back;
  });
}

function explore(canvas, line, facts, names) {
  // cytoscape brings its one rule as a style element, which the page forbids; the style sheet has it instead.
  const stand = document.createElement("meta");
  stand.id = "__________cytoscape_stylesheet";
  document.head.append(stand);
  const ink = getComputedStyle(document.body).color;
  const quiet = getComputedStyle(document.querySelector(".symbol")).color;
  const accent = getComputedStyle(document.querySelector(".symbol a")).color;
  const paper = getComputedStyle(document.body).backgroundColor;
  const graph = cytoscape({
    container: canvas,
    elements: [],
    minZoom: 0.2,
    maxZoom: 3,
    style: [
      {
        selector: "node",
        style: {
          label: "data(id)", shape: "round-rectangle", width: (node) => node.id().length * 6.5 + 10, height: 20, padding: "4px", color: ink,
          "text-valign": "center", "font-size": 12, "background-color": paper, "border-width": 1,
          "border-color": quiet, "border-style": "dashed",
        },
      },
      { selector: "node[?held]", style: { "border-style": "solid" } },
      { selector: "node[?here]", style: { "background-color": accent, "border-color": accent, color: paper } },
      { selector: "node:selected", style: { "border-width": 3, "border-color": accent } },
      {
        selector: "edge",
        style: {
          width: 1, "line-color": quiet, "target-arrow-color": quiet, "target-arrow-shape": "triangle",
          "arrow-scale": 0.7, "curve-style": "bezier", opacity: 0.6,
        },
      },
    ],
  });
  const known = new Map();
  add(graph, known, facts, facts.document);
  graph.on("tap", "node", async (event) => {
    const one = known.get(event.target.id());
    const link = document.createElement("a");
    link.href = names.root + one.symbol;
    link.textContent = one.symbol;
    line.replaceChildren(link, ` ${one.title || ""}`);
    if (one.open) return;
    one.open = true;
    const more = await fetch(`${names.root}pictures/citations.json?document=${encodeURIComponent(one.symbol)}`);
    if (more.ok) add(graph, known, await more.json(), null);
  });
}

function add(graph, known, facts, here) {
  for (const one of facts.documents) {
    if (known.has(one.symbol)) continue;
    known.set(one.symbol, { ...one, open: one.address === here });
    graph.add({ data: { id: one.symbol, held: one.held, here: one.address === here } });
  }
  for (const one of facts.citations) {
    const id = `${one.source} ${one.target}`;
    if (graph.getElementById(id).empty()) graph.add({ data: { id, source: one.source, target: one.target } });
  }
  graph.layout({ name: "cose", animate: false, nodeDimensionsIncludeLabels: true, idealEdgeLength: () => 80, nodeRepulsion: () => 20000, nodeOverlap: 20 }).run();
}
