/* The table twin: follows the filters, sorts by any column, opens the fact sheet of an actor. */
function filterTables() {
  for (const row of document.querySelectorAll("#actor-table tbody tr")) row.hidden = !view.shown.has(row.dataset.key);
  for (const row of document.querySelectorAll("#tie-table tbody tr")) row.hidden = !view.ties.has(row.dataset.tie);
}

function sortBy(button) {
  const heading = button.closest("th");
  const column = [...heading.parentElement.children].indexOf(heading);
  const numeric = button.dataset.sort === "number";
  const first = numeric ? "descending" : "ascending";
  const last = numeric ? "ascending" : "descending";
  const order = heading.getAttribute("aria-sort") === first ? last : first;
  for (const each of heading.parentElement.children) each.setAttribute("aria-sort", "none");
  heading.setAttribute("aria-sort", order);
  const body = heading.closest("table").tBodies[0];
  const turn = order === "ascending" ? 1 : -1;
  const compare = new Intl.Collator(language, { numeric: true }).compare;
  const text = (row) => row.children[column].textContent.trim();
  const rows = [...body.rows].sort((one, other) => turn * (numeric ? text(one) - text(other) : compare(text(one), text(other))));
  body.append(...rows);
}

for (const button of document.querySelectorAll(".sorter")) button.addEventListener("click", () => sortBy(button));

byId("tables").addEventListener("click", (event) => {
  const link = event.target.closest("a[data-actor]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  byId("stage").scrollIntoView({ block: "center" });
  choose(link.dataset.actor, { moving: true, focusing: true });
  cameFrom = link;
});
