/* The drawing: vis-network on fixed positions; one function repaints what filters, choice and switches say. */
if (byId("stage").clientWidth < 0.95 * byId("stage").clientHeight) {
  story.frame = story.portrait.frame;
  story.zone = story.portrait.zone;
  for (const node of story.nodes) [node.x, node.y] = story.portrait.places[node.id];
}
const nodes = new vis.DataSet(story.nodes.map(({ label, ...node }) => node));
const edges = new vis.DataSet(story.edges.map((edge) => ({ ...edge })));
const drawing = new vis.Network(byId("canvas"), { nodes, edges }, story.options);
const marksByKey = new Map(story.nodes.map((node) => [node.id, node]));
const partners = new Map(story.nodes.map((node) => [node.id, new Set()]));
for (const edge of story.edges) {
  partners.get(edge.from).add(edge.to);
  partners.get(edge.to).add(edge.from);
}
const bridgePairs = new Set(story.bridges.map((pair) => pair.join("|")));
const bridgeEnds = new Set(story.bridges.flat());
const FADED = 0.12;
const view = {
  chosen: null, bridges: false, communities: false, moved: false, shown: new Set(partners.keys()), ties: new Set(),
};

const isBridge = (edge) => bridgePairs.has(`${edge.from}|${edge.to}`);

function isFaded(key) {
  if (view.chosen) return key !== view.chosen && !partners.get(view.chosen).has(key);
  return view.bridges && !actors[key].articulation && !bridgeEnds.has(key);
}

function colourOf(key) {
  const number = actors[key].community;
  if (!view.communities) return marksByKey.get(key).color;
  const fill = number ? story.communities[(number - 1) % story.communities.length] : "#ffffff";
  return { background: fill, border: story.colours.ink };
}

function described(key) {
  const actor = actors[key];
  const count = actor.degree;
  const ties = count === 0 ? say("canvas.alone") : count === 1 ? say("canvas.partner") : say("canvas.partners", { count });
  const place = actor.place ? `, ${actor.place}` : "";
  const community = view.communities && actor.community ? `\n${say("canvas.community", { number: actor.community })}` : "";
  return `${pick(actor.label)}\n${pick(actor.kindLabel)}${place}\n${ties}${community}`;
}

function paintedNode(key) {
  const mark = marksByKey.get(key);
  const actor = actors[key];
  const faded = isFaded(key);
  const hinge = view.bridges && actor.articulation;
  const colour = { ...colourOf(key) };
  if (hinge) colour.border = story.colours.bridge;
  return {
    id: key,
    hidden: !view.shown.has(key),
    opacity: faded ? FADED : 1,
    color: { ...colour, highlight: colour, hover: colour },
    borderWidth: hinge ? 3.5 : key === view.chosen ? 4 : mark.borderWidth,
    title: described(key),
  };
}

function paintedEdge(edge) {
  const visible = !layersOff().has(edge.layer) && view.shown.has(edge.from) && view.shown.has(edge.to);
  if (visible) for (const tie of edge.ties) view.ties.add(tie);
  const bridge = view.bridges && isBridge(edge);
  const away = view.chosen ? edge.from !== view.chosen && edge.to !== view.chosen : view.bridges && !bridge;
  const ink = bridge ? story.colours.bridge : edge.color.color;
  return {
    id: edge.id,
    hidden: !visible,
    width: bridge ? Math.max(edge.width, 2) * 2 : edge.width,
    color: { color: ink, highlight: ink, hover: ink, opacity: away ? FADED : bridge ? 1 : edge.color.opacity },
  };
}

function paint() {
  view.ties = new Set();
  nodes.update(story.nodes.map((node) => paintedNode(node.id)));
  edges.update(story.edges.map(paintedEdge));
}

/* The ground of the actors without a known tie, under everything else. */
drawing.on("beforeDrawing", (context) => {
  if (!story.zone) return;
  const [x, y, width, height] = story.zone;
  context.beginPath();
  context.roundRect(x, y, width, height, 18);
  context.fillStyle = story.colours.ground;
  context.strokeStyle = story.colours.rule;
  context.lineWidth = 2;
  context.fill();
  context.stroke();
  const letters = Math.min(60, Math.max(30, LETTERS / drawing.getScale()));
  context.font = `600 ${letters}px ${story.options.nodes.font.face}`;
  context.fillStyle = story.colours.muted;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillText(say("layout.isolates"), x + 24, y + 38, width - 48);
});

/* Labels as a map writes them: always of readable size, the foremost first, none over another. */
const LETTERS = byId("canvas").clientWidth > 700 ? 12.5 : 11.5;
const written = [];

function labelOrder() {
  const first = (key) => (key === view.chosen ? 2e6 : view.chosen && partners.get(view.chosen).has(key) ? 1e6 : 0)
    + (view.bridges && (actors[key].articulation || bridgeEnds.has(key)) ? 1e5 : 0) + actors[key].degree;
  return [...view.shown].filter((key) => !isFaded(key)).sort((one, other) => first(other) - first(one) || (one < other ? -1 : 1));
}

function linesOf(key, context, room) {
  const mark = marksByKey.get(key);
  const number = view.communities && actors[key].community ? `${actors[key].community} · ` : "";
  if (actors[key].degree) return (number + mark.label).split("\n");
  let text = mark.label;
  if (context.measureText(text).width <= room) return [text];
  while (text && context.measureText(`${text}…`).width > room) text = text.slice(0, -1);
  return [`${text.trim()}…`];
}

const meets = (one, other, gap) => one.left < other.right + gap && other.left < one.right + gap
  && one.top < other.bottom + gap && other.top < one.bottom + gap;

/* Under the mark when there is room, else above, right or left of it; beside it in the list of untied actors. */
function placesOf(mark, width, height, size, alone) {
  const reach = mark.size * 1.25 + size * 0.2;
  const right = [mark.x + reach + 2, mark.y - height / 2];
  if (alone) return [right];
  return [
    [mark.x - width / 2, mark.y + reach], [mark.x - width / 2, mark.y - reach - height],
    right, [mark.x - reach - 2 - width, mark.y - height / 2],
  ];
}

function writeLabel(context, key, size, obstacles, seen) {
  const mark = marksByKey.get(key);
  const alone = !actors[key].degree;
  const lines = linesOf(key, context, story.column - mark.size * 2 - 24);
  const width = Math.max(...lines.map((line) => context.measureText(line).width));
  const height = lines.length * size * (alone ? 1 : 1.16);
  const gap = alone ? 0 : size * 0.2;
  for (const [left, top] of placesOf(mark, width, height, size, alone)) {
    const box = { key, left, top, right: left + width, bottom: top + height };
    if (!within(box, seen)) continue;
    if (written.some((other) => meets(box, other, gap))) continue;
    if (!alone && obstacles.some((other) => other.key !== key && meets(box, other, 0))) continue;
    written.push(box);
    lines.forEach((line, place) => {
      const x = context.textAlign === "center" ? left + width / 2 : left;
      const y = top + (place + 0.5) * size * 1.16;
      context.strokeText(line, x, y);
      context.fillText(line, x, y);
    });
    return;
  }
}

const within = (box, ground) => box.left >= ground.left && box.right <= ground.right
  && box.top >= ground.top && box.bottom <= ground.bottom;

function groundSeen() {
  const { x: left, y: top } = drawing.DOMtoCanvas({ x: 2, y: 2 });
  const { x: right, y: bottom } = drawing.DOMtoCanvas({ x: byId("canvas").clientWidth - 2, y: byId("canvas").clientHeight - 2 });
  return { left, top, right, bottom };
}

function obstaclesShown() {
  const marks = [...view.shown].filter((key) => !isFaded(key)).map((key) => {
    const { x, y, size } = marksByKey.get(key);
    return { key, left: x - size, right: x + size, top: y - size, bottom: y + size };
  });
  if (!story.zone) return marks;
  const [left, top, width, height] = story.zone;
  return [...marks, { key: null, left, top, right: left + width, bottom: top + height }];
}

drawing.on("afterDrawing", (context) => {
  written.length = 0;
  const scale = drawing.getScale();
  const obstacles = obstaclesShown();
  const seen = groundSeen();
  for (const key of labelOrder()) {
    const main = actors[key].degree >= 6 || key === view.chosen;
    const alone = !actors[key].degree;
    const size = (main ? LETTERS + 1.5 : alone ? LETTERS - 0.5 : LETTERS) / Math.min(scale, 1.6);
    if (alone && size > story.row) continue;
    context.font = `${main ? "600 " : ""}${size}px ${story.options.nodes.font.face}`;
    context.textAlign = alone ? "left" : "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = size / 3.5;
    context.strokeStyle = alone ? story.colours.ground : story.colours.paper;
    context.fillStyle = story.colours.ink;
    writeLabel(context, key, size, obstacles, seen);
  }
});

/* The actor whose label stands at a point of the drawing. */
function labelledAt({ x, y }) {
  const found = written.find((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
  return found ? found.key : null;
}

function glide(options) {
  drawing.moveTo({ ...options, animation: calm ? false : { duration: 300, easingFunction: "easeInOutQuad" } });
}

function fitAll(animated = true) {
  const all = view.shown.size === story.nodes.length;
  const [x, y, width, height] = all || !view.shown.size ? story.frame : extentOf(view.shown);
  const canvas = byId("canvas");
  const margin = canvas.clientWidth > 700 ? 96 : 24;
  const foot = canvas.clientWidth > 700 ? 0 : 56;
  const scale = Math.min((canvas.clientWidth - margin - 14) / width, (canvas.clientHeight - 36 - foot) / height, 1.6);
  const target = { position: { x: x + width / 2 - (margin - 14) / 2 / scale, y: y + height / 2 + foot / 2 / scale }, scale };
  view.moved = false;
  if (animated) glide(target);
  else drawing.moveTo({ ...target, animation: false });
}

function extentOf(keys) {
  const marks = [...keys].map((key) => marksByKey.get(key));
  const reach = 90;
  const left = Math.min(...marks.map((mark) => mark.x)) - reach;
  const top = Math.min(...marks.map((mark) => mark.y)) - reach / 2;
  const right = Math.max(...marks.map((mark) => mark.x)) + reach;
  const bottom = Math.max(...marks.map((mark) => mark.y)) + reach;
  return [left, top, right - left, bottom - top];
}

function zoomBy(factor) {
  view.moved = true;
  glide({ position: drawing.getViewPosition(), scale: Math.min(4, Math.max(0.05, drawing.getScale() * factor)) });
}

/* Bring an actor into the part of the stage that no fact sheet covers. */
function centre(key, scale = Math.max(drawing.getScale(), 0.85)) {
  const mark = marksByKey.get(key);
  const sheet = byId("sheet");
  const stage = byId("stage");
  const wide = sheet.offsetWidth < stage.clientWidth;
  const aside = sheet.hidden || !wide ? 0 : sheet.offsetWidth / 2 / scale;
  const above = sheet.hidden || wide ? 0 : sheet.offsetHeight / 2 / scale;
  view.moved = true;
  glide({ position: { x: mark.x + aside, y: mark.y + above }, scale });
}

function isCovered(key) {
  const sheet = byId("sheet").getBoundingClientRect();
  const canvas = byId("canvas").getBoundingClientRect();
  const point = drawing.canvasToDOM({ x: marksByKey.get(key).x, y: marksByKey.get(key).y });
  const x = canvas.left + point.x;
  const y = canvas.top + point.y;
  return x > sheet.left - 20 && x < sheet.right && y > sheet.top - 20 && y < sheet.bottom;
}

/* The nearest shown actor in a direction; sideways distance counts twice. */
function neighbourTowards(key, dx, dy) {
  const from = key ? marksByKey.get(key) : drawing.getViewPosition();
  let best = null;
  let least = Infinity;
  for (const other of view.shown) {
    const mark = marksByKey.get(other);
    const along = (mark.x - from.x) * dx + (mark.y - from.y) * dy;
    const across = Math.abs((mark.x - from.x) * dy) + Math.abs((mark.y - from.y) * dx);
    const cost = along + 2 * across;
    if (other !== key && (along > 1 || !key) && cost < least) [best, least] = [other, cost];
  }
  return best;
}
