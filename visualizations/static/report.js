"use strict";
/* The language switch, and links that lead nowhere when the report is opened as a file. */
const onSite = location.protocol === "http:" || location.protocol === "https:";

function speak(language) {
  for (const each of document.querySelectorAll("[data-edition]")) each.hidden = each.dataset.edition !== language;
  document.documentElement.lang = language;
  const title = language === "en" ? document.body.dataset.titleEn : document.body.dataset.titleFr;
  document.title = `${title} – Maillage`;
}

for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => {
    speak(button.dataset.language);
    document.querySelector(`[data-edition="${button.dataset.language}"] [data-language]`).focus();
  });
}

if (onSite) {
  const bare = !location.pathname.endsWith(".html");
  for (const link of document.querySelectorAll("[data-page]")) if (bare) link.setAttribute("href", link.dataset.page);
} else {
  for (const link of document.querySelectorAll('a[href^="id/"], a[href^="evidence/"], a[href^="scheme/"], a[data-site]')) {
    link.title = link.getAttribute("href");
    link.removeAttribute("href");
  }
}

const asked = new URLSearchParams(location.search).get("lang") || (location.hash.startsWith("#en") ? "en" : null);
if (asked === "fr" || asked === "en") speak(asked);
if (location.hash.length > 1) document.getElementById(location.hash.slice(1))?.scrollIntoView();
