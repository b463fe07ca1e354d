/* The fact sheet of one actor: what is known, with the evidence of each fact. */
const LAYERS = ["collaboration", "structure", "copresence"];
const PROOFS_SHOWN = 3;
let cameFrom = null;

function shapeOf(group) {
  const found = document.querySelector(`#groups input[value="${group}"]`);
  return found ? found.parentElement.querySelector("svg").cloneNode(true) : "";
}

function proofText(proof) {
  const line = proof.line === null ? "" : say("sheet.line", { line: proof.line });
  return [proof.source, proof.section, line].filter(Boolean).join(", ");
}

/* One entry a place in the sources: several rows of a table may cite the same line. */
function proofList(numbers) {
  const places = new Map();
  for (const proof of numbers.map((number) => story.proofs[number])) {
    const name = `${proofText(proof)}|${proof.key}`;
    if (!places.has(name)) places.set(name, proof);
  }
  const kept = [...places.values()];
  const list = make("ul", { class: "proofs" });
  for (const proof of kept.slice(0, PROOFS_SHOWN)) list.append(proofItem(proof));
  if (kept.length > PROOFS_SHOWN) {
    const rest = kept.slice(PROOFS_SHOWN);
    const more = make("li", {}, make("button", { type: "button", class: "quiet", onclick: () => {
      more.replaceWith(...rest.map(proofItem));
    } }, say("sheet.more", { count: rest.length })));
    list.append(more);
  }
  return list;
}

function proofItem(proof) {
  const link = pageLink(proof.path, proofText(proof));
  if (proof.title) link.title = proof.title;
  const certainty = pick(proof.certainty);
  const tag = certainty ? make("span", { class: `tag ${proof.key}` }, certainty.toLowerCase()) : "";
  return make("li", {}, link, " ", tag, proof.note ? ` ${proof.note}` : "");
}

function partnerChips(tie, key) {
  const chips = make("ul", { class: "chips" });
  for (const [other, label, role] of tie.partners) {
    if (other === key) continue;
    const small = pick(role) ? make("small", {}, pick(role).toLowerCase()) : "";
    const chip = other in actors
      ? make("button", { type: "button", "data-partner": other, onclick: () => choose(other, { moving: true }) }, label, small)
      : make("span", { class: "tag" }, label, small);
    chips.append(make("li", {}, chip));
  }
  return chips;
}

function period(tie) {
  if (tie.start && tie.end) return say("sheet.period", tie);
  return tie.start ? say("sheet.since", tie) : "";
}

function tieItem(tie, key) {
  const label = pick(tie.label);
  const kind = pick(tie.kind);
  const mine = tie.partners.find((partner) => partner[0] === key);
  const role = mine && pick(mine[2]) ? make("span", { class: "tag" }, pick(mine[2]).toLowerCase()) : "";
  const heading = make("p", {}, make("strong", {}, kind), " ", role);
  const rest = make("p", {}, label && label !== kind ? pageLink(tie.path, label) : "", period(tie) ? ` (${period(tie)})` : "");
  return make("li", {}, heading, rest, partnerChips(tie, key), proofList(tie.proofs));
}

function tieSections(key) {
  const ties = actors[key].ties.map((number) => story.ties[number]);
  const made = [make("h3", {}, say("sheet.ties"))];
  const stands = ties.filter((tie) => tie.status === "established");
  if (!stands.length) made.push(make("p", { class: "hint" }, say("sheet.noTies")));
  for (const layer of LAYERS) {
    const some = stands.filter((tie) => tie.layer === layer);
    if (!some.length) continue;
    made.push(make("h4", {}, strokeOf(layer), `${say(`layer.${layer}`)} (${some.length})`));
    made.push(make("ul", { class: "facts" }, ...some.map((tie) => tieItem(tie, key))));
  }
  const others = ties.filter((tie) => tie.status !== "established");
  for (const status of new Set(others.map((tie) => tie.status))) {
    const some = others.filter((tie) => tie.status === status);
    made.push(make("h4", {}, `${say(`status.${status}`)} (${some.length})`));
    made.push(make("ul", { class: "facts" }, ...some.map((tie) => tieItem(tie, key))));
  }
  return made;
}

function strokeOf(layer) {
  const found = document.querySelector(`#layers input[value="${layer}"]`);
  return found ? found.parentElement.querySelector("svg").cloneNode(true) : "";
}

function factSection(title, facts, item) {
  if (!facts.length) return [];
  return [make("h3", {}, `${say(title)} (${facts.length})`), make("ul", { class: "facts" }, ...facts.map(item))];
}

function trainingItem(training) {
  const level = training.level ? say("sheet.level", training) : "";
  const details = [level, training.place, training.duration].filter(Boolean).join(", ");
  return make("li", {}, pageLink(training.path, training.label), make("p", { class: "hint" }, details), proofList(training.proofs));
}

function offerItem(offer) {
  const services = offer.services.map(pick).join(", ");
  return make("li", {}, pageLink(offer.path, services || offer.typology), make("p", { class: "hint" }, offer.typology), proofList(offer.proofs));
}

function useCaseItem(useCase) {
  const details = [useCase.technology, pick(useCase.status)].filter(Boolean).join(", ");
  return make("li", {}, pageLink(useCase.path, pick(useCase.label)), make("p", { class: "hint" }, details), proofList(useCase.proofs));
}

function identity(actor) {
  const list = make("dl");
  const departement = actor.departement ? say(`departement.${actor.departement}`) : "";
  const place = [actor.place, departement].filter(Boolean).join(", ");
  for (const [title, value] of [
    ["sheet.spellings", actor.spellings.join(" ; ")],
    ["sheet.roles", actor.roles.map(pick).join(", ")],
    ["sheet.sectors", actor.sectors.map((key) => say(`sector.${key}`)).join(", ")],
    ["sheet.subfields", actor.subfields.map(pick).join(", ")],
    ["sheet.place", place],
  ]) {
    if (value) list.append(make("dt", {}, say(title)), make("dd", {}, value));
  }
  return list;
}

function fillSheet(key) {
  const actor = actors[key];
  const sheet = byId("sheet");
  const community = actor.community ? `${say("canvas.community", { number: actor.community })} : ${pick(story.communityNames[actor.community])}` : "";
  sheet.replaceChildren(
    make("button", { type: "button", class: "close", "aria-label": say("sheet.close"), title: say("sheet.close"), onclick: closeSheet }, "✕"),
    make("h2", { id: "sheet-heading" }, pick(actor.label)),
    make("p", { class: "kind" }, shapeOf(actor.group), pick(actor.kindLabel)),
    identity(actor),
    ...(actor.articulation ? [make("p", { class: "flag" }, say("sheet.articulation"))] : []),
    ...(community ? [make("p", { class: "hint" }, community)] : []),
    make("div", { class: "actions" },
      make("button", { type: "button", onclick: () => centre(key) }, say("sheet.centre")),
      onSite ? make("a", { href: actor.path, class: "page" }, say("sheet.page")) : make("span", { class: "hint" }, actor.iri)),
    ...tieSections(key),
    ...factSection("sheet.trainings", actor.trainings, trainingItem),
    ...factSection("sheet.offers", actor.offers, offerItem),
    ...factSection("sheet.useCases", actor.useCases, useCaseItem),
    ...(actor.proofs.length ? [make("h3", {}, say("sheet.sources")), proofList(actor.proofs)] : []),
  );
  sheet.hidden = false;
  sheet.scrollTop = 0;
}

/* Choose an actor: paint its surroundings, open its sheet, remember it in the address. */
function choose(key, { moving = false, focusing = false } = {}) {
  if (!(key in actors)) return;
  if (byId("sheet").hidden) cameFrom = document.activeElement;
  view.chosen = key;
  drawing.selectNodes([key], false);
  fillSheet(key);
  paint();
  if (moving) centre(key);
  else if (isCovered(key)) centre(key, drawing.getScale());
  if (focusing || byId("sheet").contains(document.activeElement)) byId("sheet").focus({ preventScroll: true });
  byId("announcement").textContent = described(key).replace(/\n/g, ", ");
  remember();
}

function closeSheet() {
  if (byId("sheet").hidden) return;
  const inside = byId("sheet").contains(document.activeElement);
  byId("sheet").hidden = true;
  view.chosen = null;
  drawing.unselectAll();
  paint();
  if (inside) (cameFrom && cameFrom.isConnected ? cameFrom : byId("canvas")).focus({ preventScroll: true });
  remember();
}

function remember() {
  const parts = [];
  if (view.chosen) parts.push(`actor=${encodeURIComponent(view.chosen)}`);
  if (language !== story.language) parts.push(`lang=${language}`);
  history.replaceState(null, "", parts.length ? `#${parts.join("&")}` : location.pathname + location.search);
}
