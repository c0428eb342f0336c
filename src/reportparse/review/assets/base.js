"use strict";
// What every page has: words in the reader's language, light or dark, and how elements are made.
// The files are put one behind the other into one script; the later ones use the earlier ones.

const $ = (id) => document.getElementById(id);
const all = (selector, under = document) => Array.from(under.querySelectorAll(selector));
const make = (name, attributes = {}, ...inside) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...inside.filter((one) => one !== null && one !== undefined));
  return element;
};
const data = JSON.parse($("data").textContent);

// -- what is kept between visits; a file that was opened from a disk may have no storage

const kept = (key) => {
  try { return window.localStorage.getItem(`reportparse.${key}`); } catch { return null; }
};
const keep = (key, value) => {
  try { window.localStorage.setItem(`reportparse.${key}`, value); } catch { /* not kept */ }
};

// -- language and theme

const asked = new URLSearchParams(window.location.search);
let language = asked.get("lang") || kept("language") || (navigator.language || "en");
language = language.toLowerCase().startsWith("zh") ? "zh" : "en";
const word = (key) => data.words[language][key] ?? data.words.en[key] ?? key;
const named = (group, key) => data.words[language][`${group}.${key}`] ?? key;

// What has to be said anew in another language.
const whenSpoken = [];
const speak = () => {
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  for (const one of all("[data-t]")) one.textContent = word(one.dataset.t);
  for (const one of all("[data-t-label]")) {
    const said = word(one.dataset.tLabel);
    one.setAttribute("aria-label", said);
    if (one.matches("button")) one.title = said;
  }
  for (const act of whenSpoken) act();
};

const dress = (theme) => {
  if (["light", "dark"].includes(theme)) document.documentElement.dataset.theme = theme;
};
dress(asked.get("theme") || kept("theme"));
$("theme").addEventListener("click", () => {
  const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  const now = document.documentElement.dataset.theme || (dark ? "dark" : "light");
  const next = now === "dark" ? "light" : "dark";
  dress(next);
  keep("theme", next);
});
$("language").addEventListener("click", () => {
  language = language === "zh" ? "en" : "zh";
  keep("language", language);
  speak();
});
