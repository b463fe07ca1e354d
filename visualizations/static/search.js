/* The search box: suggestions over labels and all spellings, whatever the accents; arrows, Enter and Escape work. */
const SUGGESTED = 8;
const index = Object.entries(actors).map(([key, actor]) => {
  const names = [...new Set([...actor.label, ...actor.spellings])];
  return { key, names, folded: names.map(folded) };
});
let active = -1;

function rankOf(name, wanted) {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.split(/[^a-z0-9]+/).some((word) => word.startsWith(wanted)) || name.includes(` ${wanted}`)) return 2;
  return name.includes(wanted) ? 3 : 9;
}

function suggestionsFor(text) {
  const wanted = folded(text.trim());
  if (!wanted) return [];
  const found = [];
  for (const entry of index) {
    const ranks = entry.folded.map((name) => rankOf(name, wanted));
    const rank = Math.min(...ranks);
    if (rank < 9) found.push({ key: entry.key, rank, by: entry.names[ranks.indexOf(rank)] });
  }
  found.sort((one, other) => one.rank - other.rank || actors[other.key].degree - actors[one.key].degree || one.by.localeCompare(other.by));
  return found.slice(0, SUGGESTED);
}

function showSuggestions() {
  const list = byId("suggestions");
  const found = suggestionsFor(byId("search").value);
  active = -1;
  const items = found.map(({ key, by }, place) => {
    const label = pick(actors[key].label);
    const detail = [pick(actors[key].kindLabel), by === label ? "" : by].filter(Boolean).join(" · ");
    return make("li", { role: "option", id: `suggestion-${place}`, "data-key": key, "aria-selected": "false" }, label, make("small", {}, detail));
  });
  const none = byId("search").value.trim() ? [make("li", { "aria-disabled": "true" }, say("search.none"))] : [];
  list.replaceChildren(...(items.length ? items : none));
  list.hidden = !list.children.length;
  byId("search").setAttribute("aria-expanded", String(!list.hidden));
  byId("search").removeAttribute("aria-activedescendant");
  byId("announcement").textContent = items.length ? say("search.found", { count: items.length }) : none.length ? say("search.none") : "";
}

function hideSuggestions() {
  byId("suggestions").hidden = true;
  byId("search").setAttribute("aria-expanded", "false");
  byId("search").removeAttribute("aria-activedescendant");
}

function activate(step) {
  const items = [...document.querySelectorAll("#suggestions [role=option]")];
  if (!items.length) return;
  active = (active + step + items.length) % items.length;
  items.forEach((item, place) => item.setAttribute("aria-selected", String(place === active)));
  items[active].scrollIntoView({ block: "nearest" });
  byId("search").setAttribute("aria-activedescendant", items[active].id);
}

function take(item) {
  if (!item) return;
  byId("search").value = pick(actors[item.dataset.key].label);
  hideSuggestions();
  if (!view.shown.has(item.dataset.key)) resetFilters();
  choose(item.dataset.key, { moving: true });
  if (innerWidth <= 860) byId("stage").scrollIntoView({ block: "center" });
}

byId("search").addEventListener("input", showSuggestions);
byId("search").addEventListener("focus", () => byId("search").value && !view.chosen && showSuggestions());
byId("search").addEventListener("blur", () => setTimeout(hideSuggestions, 150));
byId("suggestions").addEventListener("mousedown", (event) => {
  event.preventDefault();
  take(event.target.closest("[role=option]"));
});
byId("search").addEventListener("keydown", (event) => {
  const list = byId("suggestions");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (list.hidden) showSuggestions();
    activate(event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1);
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (list.hidden) showSuggestions();
    const items = list.querySelectorAll("[role=option]");
    take(items[Math.max(active, 0)]);
  } else if (event.key === "Escape" && !list.hidden) {
    event.stopPropagation();
    event.preventDefault();
    hideSuggestions();
  }
});
