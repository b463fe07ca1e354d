/* The filters combine: families, kind, sector, département, layers. A layer hides ties, never an actor. */
const UNKNOWN = "-";
const boxes = (name) => [...document.querySelectorAll(`input[name="${name}"]`)];
const off = (name) => new Set(boxes(name).filter((box) => !box.checked).map((box) => box.value));
const layersOff = () => off("layer");

function holds(actor, wanted, hiddenGroups) {
  if (hiddenGroups.has(actor.group)) return false;
  if (wanted.kind && actor.kind !== wanted.kind) return false;
  if (wanted.sector && !(actor.sectors.length ? actor.sectors : [UNKNOWN]).includes(wanted.sector)) return false;
  return !wanted.departement || (actor.departement || UNKNOWN) === wanted.departement;
}

function filter() {
  const wanted = { kind: byId("kind").value, sector: byId("sector").value, departement: byId("departement").value };
  const hiddenGroups = off("group");
  view.shown = new Set(Object.keys(actors).filter((key) => holds(actors[key], wanted, hiddenGroups)));
  if (view.chosen && !view.shown.has(view.chosen)) closeSheet();
  paint();
  filterTables();
  count();
}

function count() {
  const values = {
    actors: view.shown.size, allActors: story.nodes.length,
    ties: view.ties.size, allTies: new Set(story.edges.flatMap((edge) => edge.ties)).size,
  };
  byId("shown").textContent = say("filter.shown", values);
}

function resetFilters() {
  for (const box of [...boxes("group"), ...boxes("layer")]) box.checked = true;
  for (const id of ["kind", "sector", "departement"]) byId(id).value = "";
  filter();
}

function communityLegend() {
  const list = byId("community-legend");
  list.hidden = !view.communities;
  list.replaceChildren(...Object.entries(story.communityNames).map(([number, name]) => {
    const swatch = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    for (const [key, value] of [["viewBox", "0 0 14 14"], ["width", "14"], ["height", "14"], ["aria-hidden", "true"], ["class", "swatch"]]) swatch.setAttribute(key, value);
    const square = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [key, value] of [["width", "14"], ["height", "14"], ["rx", "3"], ["stroke", story.colours.ink], ["fill", story.communities[(number - 1) % story.communities.length]]]) square.setAttribute(key, value);
    swatch.append(square);
    return make("li", {}, swatch, `${number} · ${pick(name)}`);
  }));
}
