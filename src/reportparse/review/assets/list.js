"use strict";
// Language and theme of the list and of the series.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const kept = (key) => {
    try { return window.localStorage.getItem(`reportparse.${key}`); } catch { return null; }
  };
  const keep = (key, value) => {
    try { window.localStorage.setItem(`reportparse.${key}`, value); } catch { /* not kept */ }
  };
  let language = (kept("language") || navigator.language || "en").toLowerCase();
  language = language.startsWith("zh") ? "zh" : "en";
  const speak = () => {
    const word = (key) => data.words[language][key] ?? data.words.en[key] ?? key;
    document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
    for (const one of all("[data-t]")) one.textContent = word(one.dataset.t);
    for (const one of all("[data-t-label]")) one.setAttribute("aria-label", word(one.dataset.tLabel));
  };
  document.getElementById("language").addEventListener("click", () => {
    language = language === "zh" ? "en" : "zh";
    keep("language", language);
    speak();
  });
  const root = document.documentElement;
  if (["light", "dark"].includes(kept("theme"))) root.dataset.theme = kept("theme");
  document.getElementById("theme").addEventListener("click", () => {
    const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
    const now = root.dataset.theme || (dark ? "dark" : "light");
    root.dataset.theme = now === "dark" ? "light" : "dark";
    keep("theme", root.dataset.theme);
  });
  speak();
  root.dataset.ready = "yes";
})();
