// The query editor: examples, Ctrl+Enter, Tab after Escape, caret on the error. The page works without it.
"use strict";
(() => {
  const form = document.getElementById("editor");
  const query = document.getElementById("query");
  const example = document.getElementById("example");
  const button = form.querySelector("button");

  example.hidden = false;
  example.addEventListener("change", () => {
    if (!example.value) return;
    query.value = example.value;
    query.focus();
    query.setSelectionRange(0, 0);
  });

  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });

  form.addEventListener("submit", () => {
    button.textContent = button.dataset.running;
    button.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });

  const line = Number(query.dataset.line);
  if (line) {
    const lines = query.value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
    const caret = Math.min(start + Math.max(Number(query.dataset.column) - 1, 0), query.value.length);
    query.focus();
    query.setSelectionRange(caret, Math.min(caret + 1, query.value.length));
    query.scrollTop = Math.max(0, (line - 4) * 22);
  }
})();
