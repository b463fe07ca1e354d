/* Wiring: events of the drawing, keys, switches, language, address; then the first painting. */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
let pointed = null;

drawing.on("click", (event) => {
  const key = event.nodes[0] || labelledAt(event.pointer.canvas);
  if (key) choose(key);
  else if (!event.edges.length) closeSheet();
});
drawing.on("dragEnd", () => { view.moved = true; });
drawing.on("zoom", () => { view.moved = true; });
drawing.on("hoverNode", () => { byId("canvas").classList.add("pointing"); });
drawing.on("blurNode", () => { byId("canvas").classList.remove("pointing"); });
new ResizeObserver(() => { if (!view.moved) fitAll(false); }).observe(byId("canvas"));

byId("canvas").addEventListener("keydown", (event) => {
  if (event.key in ARROWS) {
    const next = neighbourTowards(view.chosen || pointed, ...ARROWS[event.key]);
    if (next) point(next);
  } else if (event.key === "Enter" || event.key === " ") {
    const key = pointed || neighbourTowards(null, 0, 0);
    if (key) choose(key, { focusing: true });
  } else if (event.key === "+" || event.key === "=") zoomBy(1.3);
  else if (event.key === "-") zoomBy(1 / 1.3);
  else if (event.key === "0") fitAll();
  else return;
  event.preventDefault();
});

/* Point at an actor with the keys: framed and read out, its sheet one Enter away (at once when a sheet is open). */
function point(key) {
  pointed = key;
  if (!byId("sheet").hidden) return choose(key);
  drawing.selectNodes([key], false);
  byId("announcement").textContent = described(key).replace(/\n/g, ", ");
  const mark = marksByKey.get(key);
  const spot = drawing.canvasToDOM({ x: mark.x, y: mark.y });
  const canvas = byId("canvas");
  const inside = spot.x > 30 && spot.y > 30 && spot.x < canvas.clientWidth - 30 && spot.y < canvas.clientHeight - 30;
  if (!inside) centre(key, drawing.getScale());
}

document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeSheet(); });
byId("zoom-in").addEventListener("click", () => zoomBy(1.4));
byId("zoom-out").addEventListener("click", () => zoomBy(1 / 1.4));
byId("fit").addEventListener("click", () => fitAll());
byId("reset").addEventListener("click", () => { resetFilters(); fitAll(); });
for (const each of [...boxes("group"), ...boxes("layer")]) each.addEventListener("change", filter);
for (const id of ["kind", "sector", "departement"]) byId(id).addEventListener("change", filter);
for (const name of ["bridges", "communities"]) {
  byId(name).addEventListener("change", () => {
    view[name] = byId(name).checked;
    communityLegend();
    paint();
  });
}
byId("language").addEventListener("click", () => speak(language === "fr" ? "en" : "fr"));

function speak(wanted) {
  language = wanted;
  translate();
  communityLegend();
  filter();
  hideSuggestions();
  if (view.chosen) fillSheet(view.chosen);
  remember();
}

function readAddress() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const wanted = asked.get("lang") || new URLSearchParams(location.search).get("lang");
  if ((wanted === "fr" || wanted === "en") && wanted !== language) speak(wanted);
  if (asked.get("actor") in actors) choose(asked.get("actor"), { moving: true });
}

if (innerWidth <= 860) for (const fold of document.querySelectorAll(".fold")) fold.open = false;
plainLinks();
filter();
fitAll(false);
readAddress();
addEventListener("hashchange", readAddress);
window.maillage = { drawing, nodes, edges, view, choose };
document.documentElement.dataset.ready = "yes";
