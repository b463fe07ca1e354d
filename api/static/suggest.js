"use strict";
/* Completes names while one types: fills the list of each search field from /suggest. */
for (const field of document.querySelectorAll("input[data-suggest]")) {
  const list = document.createElement("datalist");
  list.id = field.id + "-names";
  field.after(list);
  field.setAttribute("list", list.id);
  field.setAttribute("autocomplete", "off");
  let asked = "";
  field.addEventListener("input", async () => {
    const text = field.value.trim();
    if (text.length < 2 || text === asked) return;
    asked = text;
    try {
      const answer = await fetch(field.dataset.suggest + "?q=" + encodeURIComponent(text));
      if (!answer.ok || asked !== text) return;
      const { data } = await answer.json();
      list.replaceChildren(...data.map((hit) => {
        const choice = document.createElement("option");
        choice.value = hit.label;
        choice.label = hit.description ? `${hit.label}, ${hit.description}` : hit.label;
        return choice;
      }));
    } catch (failure) {
      list.replaceChildren();
    }
  });
}
