"use strict";
/* Texts in both languages, and the making of elements: every text is set as text, never as markup. */
const story = JSON.parse(document.getElementById("story").textContent);
const actors = story.actors;
const onSite = location.protocol === "http:" || location.protocol === "https:";
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
let language = story.language;

const byId = (id) => document.getElementById(id);
const pick = (pair) => (language === "en" && pair[1]) || pair[0];

function say(key, values = {}) {
  const text = key in story.texts ? pick(story.texts[key]) : key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

/* A link to a page of the site; opened as a file there is no site, and the address stays as plain text. */
function pageLink(path, text) {
  return onSite ? make("a", { href: path }, text) : make("span", { title: path }, text);
}

function plainLinks() {
  if (onSite) {
    const bare = !location.pathname.endsWith(".html");
    for (const link of document.querySelectorAll("[data-page]")) if (bare) link.setAttribute("href", link.dataset.page);
    return;
  }
  for (const link of document.querySelectorAll("a[data-thing], a[data-site]")) {
    link.title = link.getAttribute("href");
    link.removeAttribute("href");
  }
}

function translate() {
  document.documentElement.lang = language;
  document.title = `${say("page.title")} – Maillage`;
  for (const each of document.querySelectorAll("[data-t]")) {
    const count = each.dataset.count ? ` (${each.dataset.count})` : "";
    each.textContent = say(each.dataset.t, each.dataset) + count;
  }
  for (const each of document.querySelectorAll("[data-t-label]")) {
    each.setAttribute(each.dataset.label || "aria-label", say(each.dataset.tLabel));
  }
  for (const each of document.querySelectorAll("[data-t-placeholder]")) each.placeholder = say(each.dataset.tPlaceholder);
  for (const each of document.querySelectorAll("[data-t-title]")) each.title = say(each.dataset.tTitle);
  byId("language").lang = language === "fr" ? "en" : "fr";
}

function folded(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae");
}
