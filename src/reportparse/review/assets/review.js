"use strict";
// The review page: which element stands where, what is said of it, and what a reviewer says.
(() => {
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
  const SVG = "http://www.w3.org/2000/svg";
  const data = JSON.parse($("data").textContent);
  const kinds = all("[data-layer]").map((box) => box.dataset.layer);
  const narrow = window.matchMedia("(max-width: 859px)");
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  // Bare boxes of one character are hard to see; a highlight is drawn this much larger (points).
  const AROUND = 1.5;
  // Equations that are told of a figure under the pointer; all are in its details.
  const SHOWN = 2;

  // -- what is kept between visits; a file that was opened from a disk may have no storage

  const kept = (key) => {
    try { return window.localStorage.getItem(`reportparse.${key}`); } catch { return null; }
  };
  const keep = (key, value) => {
    try { window.localStorage.setItem(`reportparse.${key}`, value); } catch { /* not kept */ }
  };

  // -- language and theme

  const asked = new URLSearchParams(window.location.search).get("lang");
  let language = asked || kept("language") || (navigator.language || "en");
  language = language.toLowerCase().startsWith("zh") ? "zh" : "en";
  const word = (key) => data.words[language][key] ?? data.words.en[key] ?? key;
  const named = (group, key) => data.words[language][`${group}.${key}`] ?? key;

  const speak = () => {
    document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
    for (const one of all("[data-t]")) one.textContent = word(one.dataset.t);
    for (const one of all("[data-t-label]")) {
      const said = word(one.dataset.tLabel);
      one.setAttribute("aria-label", said);
      if (one.matches("button")) one.title = said;
    }
    for (const key of Object.keys(data.doubts)) showMark(key);
    progress();
    if (chosen) detail(chosen);
  };

  const themes = ["", "light", "dark"];
  const dress = (theme) => {
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
  };
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

  // -- where things are

  const elements = new Map();
  for (const one of all("#report [data-id]")) {
    const id = one.dataset.id;
    if (one.closest("svg")) continue;
    if (!elements.has(id)) elements.set(id, []);
    elements.get(id).push(one);
  }
  const places = new Map();
  for (const [page, boxes] of Object.entries(data.boxes)) {
    for (const [, id, ...box] of boxes) {
      if (!places.has(id)) places.set(id, []);
      places.get(id).push([Number(page), box]);
    }
  }
  const parts = new Map();
  for (const one of all("#dump [data-in]")) {
    for (const id of one.dataset.in.split(" ")) {
      if (!parts.has(id)) parts.set(id, []);
      parts.get(id).push(one);
    }
  }
  const byFigure = new Map();
  data.equations.forEach(([, , , figures], at) => {
    for (const id of figures) {
      if (!byFigure.has(id)) byFigure.set(id, []);
      byFigure.get(id).push(at);
    }
  });

  // -- pages

  const pages = new Map();
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const number = Number(entry.target.dataset.page);
      if (entry.isIntersecting) fill(number);
      else empty(number);
    }
  }, { root: null, rootMargin: "1200px 0px" });

  // The pictures stand behind this script: the page can be used while they are still read.
  const source = (page, number) => {
    if (page.address) return page.address;
    const held = document.querySelector(`[data-picture="${number}"]`);
    return held ? `data:image/webp;base64,${held.textContent}` : "";
  };
  const paint = (page, number) => {
    if (page.holder.querySelector("img")) return;
    const address = source(page, number);
    if (address) page.holder.prepend(make("img", { alt: "", src: address, decoding: "async" }));
    else if (document.readyState !== "loading" && !page.holder.querySelector(".no-picture")) {
      page.holder.append(make("p", { class: "no-picture" }, word("no_picture")));
    }
  };
  document.addEventListener("DOMContentLoaded", () => {
    for (const [number, page] of pages) if (page.filled) paint(page, number);
  });

  const lay = () => {
    for (const [number, width, height, address] of data.pages) {
      const holder = make("div", { class: "page", "data-page": number, role: "group",
        "aria-label": `${word("page")} ${number}` });
      holder.style.aspectRatio = `${width} / ${height}`;
      holder.append(make("span", { class: "folio", "aria-hidden": "true" },
        `${number} / ${data.pages.length}`));
      $("pages").append(holder);
      pages.set(number, { holder, width, height, address, filled: false, lit: [] });
      seen.observe(holder);
    }
  };

  const fill = (number) => {
    const page = pages.get(number);
    if (!page || page.filled) return;
    page.filled = true;
    paint(page, number);
    const over = document.createElementNS(SVG, "svg");
    over.setAttribute("viewBox", `0 0 ${page.width} ${page.height}`);
    over.setAttribute("class", "boxes");
    over.setAttribute("aria-hidden", "true");
    const area = ([, , x0, top, x1, bottom]) => (x1 - x0) * (bottom - top);
    const boxes = [...(data.boxes[number] || [])].sort((a, b) => area(b) - area(a));
    for (const [kind, id, x0, top, x1, bottom] of boxes) {
      const box = document.createElementNS(SVG, "rect");
      box.setAttribute("class", `k k-${kinds[kind]}`);
      box.setAttribute("x", x0);
      box.setAttribute("y", top);
      box.setAttribute("width", Math.max(1, x1 - x0));
      box.setAttribute("height", Math.max(1, bottom - top));
      box.dataset.id = id;
      over.append(box);
    }
    page.holder.append(over);
    for (const [box, name] of page.lit) light(page, box, name);
  };

  const empty = (number) => {
    const page = pages.get(number);
    if (!page || !page.filled) return;
    page.filled = false;
    for (const one of all("img, svg, .no-picture", page.holder)) one.remove();
  };

  const light = (page, [x0, top, x1, bottom], name) => {
    const over = page.holder.querySelector("svg.boxes");
    if (!over) return;
    const box = document.createElementNS(SVG, "rect");
    box.setAttribute("class", `lit ${name}`);
    box.setAttribute("x", x0 - AROUND);
    box.setAttribute("y", top - AROUND);
    box.setAttribute("width", x1 - x0 + 2 * AROUND);
    box.setAttribute("height", bottom - top + 2 * AROUND);
    over.append(box);
  };

  // -- highlights

  const dark = () => {
    for (const one of all(".sel, .total-of, .part-of")) {
      one.classList.remove("sel", "total-of", "part-of");
    }
    for (const page of pages.values()) {
      page.lit = [];
      for (const one of all(".lit", page.holder)) one.remove();
    }
  };

  const mark = (id, name) => {
    for (const one of elements.get(id) || []) one.classList.add(name);
    for (const one of parts.get(id) || []) one.classList.add(name);
    for (const [number, box] of places.get(id) || []) {
      const page = pages.get(number);
      if (!page) continue;
      page.lit.push([box, name]);
      if (page.filled) light(page, box, name);
    }
  };

  const markPlace = (place) => {
    if (place[0] === "line") {
      for (let line = place[1]; line <= place[3]; line += 1) {
        document.querySelector(`[data-line="${line}"]`)?.classList.add("sel");
      }
    } else if (place.length > 2) {
      const page = pages.get(place[1]);
      if (!page) return;
      page.lit.push([place.slice(2), "sel"]);
      if (page.filled) light(page, place.slice(2), "sel");
    }
  };

  const way = () => (still.matches ? "auto" : "smooth");
  const near = (holder, to) => {
    // A long way is jumped: to see it pass by takes longer than to find it.
    const far = Math.abs(holder.scrollTop - to) > 3 * holder.clientHeight;
    holder.scrollTo({ top: to, behavior: far ? "auto" : way() });
  };

  const showOriginal = (place) => {
    if (!place) return;
    const holder = $("pages");
    if (place[0] === "line") {
      const line = document.querySelector(`[data-line="${place[1]}"]`);
      if (line) near(holder, line.offsetTop - holder.clientHeight / 3);
      return;
    }
    const page = pages.get(place[1]);
    if (!page) return;
    fill(place[1]);
    const scale = page.holder.clientHeight / page.height;
    const top = place.length > 3 ? place[3] * scale : 0;
    if (place.length > 3) {
      const middle = page.holder.offsetLeft + (place[2] + place[4]) / 2 * scale;
      holder.scrollLeft = middle - holder.clientWidth / 2;
    }
    near(holder, page.holder.offsetTop + top - holder.clientHeight / 3);
  };

  const placeOf = (id) => {
    const told = data.told[id];
    if (told && told.place) return told.place;
    const own = (places.get(id) || [])[0];
    if (own) return ["page", own[0], ...own[1]];
    const part = (parts.get(id) || [])[0];
    return part ? ["line", Number(part.closest("[data-line]").dataset.line)] : null;
  };

  const showReport = (id) => {
    const own = (elements.get(id) || []).find((one) => one.closest(".running, .annex")) ||
      (elements.get(id) || [])[0];
    if (!own) return;
    for (let up = own.closest("details"); up; up = up.parentElement.closest("details")) {
      up.open = true;
    }
    const centre = () => own.scrollIntoView({ block: "center", inline: "nearest" });
    centre();
    // What was not laid out before may have taken another height than was guessed.
    requestAnimationFrame(() => requestAnimationFrame(centre));
    return own;
  };

  const pane = (name) => {
    document.body.classList.toggle("show-original", name === "original");
    document.body.classList.toggle("show-report", name === "report");
    $("pane-original").setAttribute("aria-pressed", String(name === "original"));
    $("pane-report").setAttribute("aria-pressed", String(name === "report"));
    if (name === "original" && chosen) showOriginal(chosenPlace());
  };

  // -- size of the pages; on a narrow screen, print is only legible enlarged

  let zoom = narrow.matches ? 1 : 0;
  const resize = (by) => {
    zoom = Math.max(0, Math.min(2, zoom + by));
    for (const level of [1, 2]) $("pages").classList.toggle(`z${level}`, zoom === level);
    $("smaller").disabled = zoom === 0;
    $("larger").disabled = zoom === 2;
    if (by && chosen) showOriginal(chosenPlace());
  };
  $("smaller").addEventListener("click", () => resize(-1));
  $("larger").addEventListener("click", () => resize(1));

  // -- choosing

  let chosen = null; // {id} of an element or {doubt} by its key
  let equation = null;

  const chosenPlace = () =>
    chosen.doubt ? data.doubts[chosen.doubt][1][0] || placeOf(targetsOf(chosen.doubt)[0])
      : placeOf(chosen.id);

  const draw = (at) => {
    equation = at;
    const [, , , figures] = data.equations[at];
    figures.forEach((id, index) => mark(id, index === 0 ? "total-of" : "part-of"));
  };

  const choose = (id, { from = "report" } = {}) => {
    if (!elements.has(id) && !places.has(id) && !parts.has(id)) return;
    dark();
    chosen = { id };
    mark(id, "sel");
    const [first] = byFigure.get(id) || [];
    if (first !== undefined) draw(first);
    else equation = null;
    detail(chosen); // first: it takes room from the report, which is scrolled then
    if (from === "original") {
      if (narrow.matches) pane("report");
      showReport(id);
    } else if (from === "link") {
      showReport(id);
      showOriginal(placeOf(id));
    } else {
      showOriginal(placeOf(id));
    }
  };

  const doubts = all(".doubt");
  const targetsOf = (key) => {
    const own = doubts.find((one) => one.dataset.doubt === key);
    return own ? own.dataset.targets.split(" ").filter(Boolean) : [];
  };

  const chooseDoubt = (key, { scroll = true } = {}) => {
    const own = doubts.find((one) => one.dataset.doubt === key);
    if (!own) return;
    dark();
    chosen = { doubt: key };
    own.classList.add("sel");
    const [, found] = data.doubts[key];
    for (const place of found) markPlace(place);
    const targets = targetsOf(key);
    const cells = targets.filter((id) => id in data.told);
    for (const id of cells) mark(id, "sel");
    const at = cellAt(found);
    if (at) {
      mark(at, "sel");
      const failing = (byFigure.get(at) || []).find((one) => data.equations[one][1] !== "holds");
      const [first] = byFigure.get(at) || [];
      if (failing !== undefined || first !== undefined) draw(failing ?? first);
    }
    detail(chosen);
    if (scroll) own.scrollIntoView({ block: "center" });
    showOriginal(found[0] || placeOf(targets[0]));
    announce(`${doubts.indexOf(own) + 1} / ${doubts.length}`);
  };

  // The cell whose first place is the first place of a doubt.
  const cellAt = (found) => {
    if (!found.length) return null;
    const wanted = JSON.stringify(found[0]);
    for (const [id, told] of Object.entries(data.told)) {
      if (told.head && JSON.stringify(told.place) === wanted) return id;
    }
    return null;
  };

  const step = (by) => {
    if (!doubts.length) return;
    const now = chosen && chosen.doubt
      ? doubts.findIndex((one) => one.dataset.doubt === chosen.doubt) : by > 0 ? -1 : 0;
    const next = doubts[(now + by + doubts.length) % doubts.length];
    if (narrow.matches) pane("report");
    chooseDoubt(next.dataset.doubt);
    next.focus({ preventScroll: true });
  };
  $("next").addEventListener("click", () => step(1));
  $("previous").addEventListener("click", () => step(-1));

  // -- what is said of a figure

  const placeWords = (place) => {
    if (!place) return "";
    if (place[0] === "line") return `${word("line")} ${place[1]}`;
    const box = place.length > 2 ? ` (${place.slice(2).map((x) => Math.round(x)).join(", ")})` : "";
    return `${word("page")} ${place[1]}${box}`;
  };

  const lines = (id, told) => {
    const rows = [];
    const add = (key, value) => { if (value) rows.push([word(key), value]); };
    add("raw", told.raw);
    add("value", told.value);
    add("unit", told.unit);
    add("kind_of", named("value_kind", told.kind));
    add("counted", told.counted);
    add("about", told.about);
    add("period", told.period);
    if (told.head) {
      add("row_head", told.head[0]);
      add("column_head", told.head[1]);
    }
    const proofs = (told.proof || []).map((one) => named("proof", one));
    const equal = (byFigure.get(id) || []).map((at) => named("proof", data.equations[at][2]));
    add("proof_of", [...new Set([...proofs, ...(told.head ? [] : equal)])].join(" · ") ||
      word("none"));
    add("doubt_at", told.doubt);
    if (told.head || equal.length) {
      add("equations", (byFigure.get(id) || []).slice(0, SHOWN)
        .map((at) => data.equations[at][0]).join("\n"));
    }
    add("place", placeWords(told.place));
    return rows;
  };

  const table = (rows) => {
    const list = make("dl", { class: "told" });
    for (const [key, value] of rows) list.append(make("dt", {}, key), make("dd", {}, value));
    return list;
  };

  const detail = (what) => {
    const holder = $("detail");
    holder.hidden = false;
    document.body.classList.add("with-detail");
    const target = what.doubt || what.id;
    const told = data.told[what.id];
    const inside = [make("button", { type: "button", class: "close", "aria-label": word("close") }, "×")];
    inside[0].addEventListener("click", let_go);
    inside.push(make("h2", {}, title(what)));
    // Its equations stand below, as buttons.
    const own_lines = told ? lines(what.id, told).filter(([key]) => key !== word("equations")) : [];
    if (told) inside.push(table(own_lines));
    else if (what.doubt) inside.push(make("p", { class: "message" }, data.doubts[what.doubt][0]));
    else inside.push(table([[word("place"), placeWords(placeOf(what.id))]]));
    const own = what.id ? byFigure.get(what.id) || [] : equation === null ? [] : [equation];
    if (own.length) inside.push(equations(own));
    const same = told && told.same;
    if (same) inside.push(links(word("same"), same));
    if (told && told.notes) inside.push(links(word("notes_at"), told.notes));
    if (what.doubt) inside.push(links(word("element"), targetsOf(what.doubt)));
    if (what.doubt || (told && told.head)) inside.push(marking(target, what));
    holder.replaceChildren(...inside.filter(Boolean));
    holder.scrollTop = 0;
  };

  const title = (what) => {
    if (!what.doubt) {
      const told = data.told[what.id];
      return told && told.raw ? told.raw : what.id;
    }
    const own = doubts.find((one) => one.dataset.doubt === what.doubt);
    return own.querySelector(".code").textContent;
  };

  const links = (name, ids) => {
    if (!ids.length) return null;
    const line = make("p", { class: "links" }, `${name}: `);
    for (const id of ids) line.append(make("a", { href: "#", "data-go": id }, id), " ");
    return line;
  };

  const equations = (own) => {
    const list = make("ul", { class: "equations", "aria-label": word("equations") });
    for (const at of own) {
      const [text, verdict, by] = data.equations[at];
      const button = make("button", { type: "button", class: `v-${verdict}`,
        "aria-pressed": String(at === equation), "data-equation": at },
      make("span", { class: "by" }, [word(`proof.${by}`), named("verdict", verdict)]
        .filter((one) => !one.startsWith("proof.")).join(" · ")),
      make("span", { class: "equation" }, text));
      button.addEventListener("click", () => {
        const keepId = chosen && chosen.id;
        dark();
        if (keepId) mark(keepId, "sel");
        draw(at);
        for (const one of all("[data-equation]", list)) {
          one.setAttribute("aria-pressed", String(one === button));
        }
        const [, , , [first]] = data.equations[at];
        showReport(first);
        showOriginal(placeOf(first));
      });
      list.append(make("li", {}, button));
    }
    return list;
  };

  const let_go = () => {
    dark();
    chosen = null;
    equation = null;
    $("detail").hidden = true;
    document.body.classList.remove("with-detail");
  };

  // -- hovering

  const tip = $("tip");
  const shown = (element, x, y) => {
    const id = element.dataset.id;
    const told = data.told[id];
    if (!told) return;
    tip.replaceChildren(table(lines(id, told)));
    tip.hidden = false;
    const box = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(4, Math.min(x + 14, window.innerWidth - box.width - 8))}px`;
    const below = y + 18;
    const top = below + box.height > window.innerHeight - 4 ? y - box.height - 12 : below;
    tip.style.top = `${Math.max(4, top)}px`;
  };
  const hide = () => { tip.hidden = true; };
  const over = (event) => {
    if (event.pointerType === "touch") return;
    const own = event.target.closest?.("[data-id], [data-in]");
    if (!own) return hide();
    if (own.dataset.in) {
      const id = own.dataset.in.split(" ").find((one) => one in data.told);
      if (id) return shown({ dataset: { id } }, event.clientX, event.clientY);
      return hide();
    }
    if (own.dataset.id in data.told) shown(own, event.clientX, event.clientY);
    else hide();
  };
  $("report").addEventListener("pointerover", over);
  $("pages").addEventListener("pointerover", over);
  document.addEventListener("scroll", hide, { capture: true, passive: true });

  // -- clicks

  $("report").addEventListener("click", (event) => {
    const doubt = event.target.closest?.(".doubt");
    if (doubt) {
      const key = doubt.dataset.doubt;
      if (event.target.closest(".confirm")) return void confirm(key, { doubt: key });
      chooseDoubt(key, { scroll: false });
      if (event.target.closest(".correct")) return void openForm();
      if (narrow.matches) pane("original");
      return;
    }
    if (event.target.closest("a, button, summary, input")) return;
    const own = event.target.closest("[data-id]");
    if (!own || String(window.getSelection())) return;
    choose(own.dataset.id);
    if (narrow.matches) pane("original");
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-go]");
    if (!link) return;
    event.preventDefault();
    if (narrow.matches) pane("report");
    choose(link.dataset.go, { from: "link" });
    const own = showReport(link.dataset.go);
    if (own) own.focus({ preventScroll: true });
  });
  for (const bar of all(".plot [data-id]")) {
    bar.addEventListener("click", (event) => {
      event.stopPropagation();
      choose(bar.dataset.id, { from: "link" });
    });
  }
  $("pages").addEventListener("click", (event) => {
    const box = event.target.closest("rect[data-id]");
    if (box) return choose(box.dataset.id, { from: "original" });
    const part = event.target.closest("[data-in]");
    if (!part) return;
    const ids = part.dataset.in.split(" ");
    choose(ids.find((id) => elements.has(id)) || ids[0], { from: "original" });
  });
  $("pane-original").addEventListener("click", () => pane("original"));
  $("pane-report").addEventListener("click", () => pane("report"));
  for (const box of all("[data-layer]")) {
    const set = () => $("pages").classList.toggle(`no-${box.dataset.layer}`, !box.checked);
    box.addEventListener("change", set);
    set();
  }

  // -- marks

  const marks = new Map();
  let unsaved = false;
  for (const own of data.marks) marks.set(own.target, own);
  const store = `marks.${data.sidecar.sha256}`;
  if (!data.save) {
    try {
      for (const own of JSON.parse(kept(store) || "[]")) {
        const known = marks.get(own.target);
        if (!known || known.when < own.when) {
          marks.set(own.target, own);
          unsaved = true;
        }
      }
    } catch { /* what was kept cannot be read */ }
  }

  const progress = () => {
    const keys = Object.keys(data.doubts);
    const done = keys.filter((key) => marks.has(key)).length;
    const cells = [...marks.keys()].filter((key) => !(key in data.doubts)).length;
    let text = `${word("doubts")}: ${done} / ${keys.length} ${word("marked")}`;
    if (cells) text += ` · ${word("kind.cell")}: ${cells}`;
    if (unsaved) text += ` · ${word("not_saved")}`;
    $("progress").textContent = text;
  };

  const showMark = (target) => {
    const own = marks.get(target);
    const words = own ? markWords(own) : "";
    const doubt = doubts.find((one) => one.dataset.doubt === target);
    if (doubt) {
      doubt.classList.toggle("marked", Boolean(own));
      doubt.querySelector(".mark-state").textContent = words;
    }
    for (const one of elements.get(target) || []) {
      one.classList.toggle("confirmed", Boolean(own) && own.status === "confirmed");
      one.classList.toggle("corrected", Boolean(own) && own.status === "corrected");
      one.classList.toggle("stale", Boolean(own) && own.state === "stale");
      one.querySelector(":scope > ins")?.remove();
      if (own && own.status === "corrected") one.append(make("ins", {}, own.new || "∅"));
    }
  };

  const markWords = (own) => {
    const text = own.status === "corrected" && own.new !== null ? ` → ${own.new}` : "";
    const remark = own.comment ? ` (${own.comment})` : "";
    const stale = own.state === "stale" ? ` · ${word("stale")}` : "";
    return `${word(own.status)}${text}, ${word("by")} ${own.who}, ${own.when.slice(0, 10)}${remark}${stale}`;
  };

  const reviewer = () => {
    const known = kept("who") || who;
    if (known) return known;
    return (window.prompt(word("who")) || "").trim();
  };
  let who = "";

  const record = async (target, what, status, text, comment) => {
    const name = reviewer();
    if (!name) return;
    who = name;
    keep("who", name);
    const told = data.told[what.id];
    const own = {
      target,
      kind: what.doubt ? "finding" : "cell",
      status,
      what: what.doubt ? title(what) : told.head.filter(Boolean).join(" / "),
      old: what.doubt ? data.doubts[target][0] : told.raw || "",
      new: status === "corrected" ? text : null,
      who: name,
      when: new Date().toISOString(),
      comment: comment || null,
    };
    marks.set(target, own);
    await changed(target, own);
  };

  const changed = async (target, own) => {
    showMark(target);
    if (data.save) {
      try {
        const answer = await fetch(`${data.save}/${encodeURIComponent(target)}`, {
          method: own ? "PUT" : "DELETE",
          headers: { "Content-Type": "application/json", "X-Review-Token": data.token },
          body: own ? JSON.stringify(own) : undefined,
        });
        if (!answer.ok) throw new Error(String(answer.status));
        announce(own ? markWords(own) : word("withdraw"));
      } catch (error) {
        announce(`${word("saving_failed")}: ${error.message}`);
        unsaved = true;
      }
    } else {
      unsaved = true;
      keep(store, JSON.stringify([...marks.values()]));
    }
    progress();
    if (chosen) detail(chosen);
  };

  const confirm = (target, what) => record(target, what, "confirmed", null, null);

  const marking = (target, what) => {
    const own = marks.get(target);
    const holder = make("div", { class: "marks" });
    if (own) holder.append(make("p", { class: "mark-state" }, markWords(own)));
    const button = (name, act) => {
      const one = make("button", { type: "button", class: name }, word(name));
      one.addEventListener("click", act);
      return one;
    };
    holder.append(button("confirm", () => confirm(target, what)));
    holder.append(button("correct", () => openForm()));
    if (own) {
      holder.append(button("withdraw", () => {
        marks.delete(target);
        changed(target, null);
      }));
    }
    const told = data.told[what.id];
    const input = make("input", { name: "new", autocomplete: "off" });
    input.value = own && own.new !== null ? own.new : told ? told.raw || "" : "";
    const remark = make("input", { name: "comment", autocomplete: "off" });
    remark.value = own && own.comment ? own.comment : "";
    const name = make("input", { name: "who", autocomplete: "name" });
    name.value = kept("who") || who;
    const form = make("form", { class: "correction", hidden: true },
      make("label", {}, word(what.doubt ? "answer" : "new_print"), input),
      make("label", {}, word("comment"), remark),
      make("label", {}, word("who"), name),
      make("button", { type: "submit" }, word("save")));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      who = name.value.trim();
      if (!who) return name.focus();
      keep("who", who);
      record(target, what, "corrected", input.value, remark.value.trim());
    });
    holder.append(form);
    return holder;
  };

  const openForm = () => {
    const form = document.querySelector("#detail .correction");
    if (!form) return;
    form.hidden = false;
    form.elements[0].focus();
    form.elements[0].select();
  };

  const sidecar = () => ({
    ...data.sidecar,
    marks: [...marks.values()].sort((a, b) => (a.target < b.target ? -1 : 1))
      .map(({ state, ...own }) => own),
  });

  if (data.save) {
    $("save").hidden = true;
    $("open-label").hidden = true;
  }
  $("save").addEventListener("click", () => {
    const text = `${JSON.stringify(sidecar(), null, 2)}\n`;
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = make("a", { href: address, download: `${data.sidecar.name || "report"}.corrections.json` });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
    unsaved = false;
    progress();
  });
  $("open").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    try {
      const read = JSON.parse(await file.text());
      if (read.sha256 !== data.sidecar.sha256 || !Array.isArray(read.marks)) throw new Error();
      for (const own of read.marks) {
        const known = marks.get(own.target);
        if (!known || known.when < own.when) marks.set(own.target, own);
        showMark(own.target);
      }
      progress();
    } catch {
      announce(word("wrong_file"));
    }
    event.target.value = "";
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved && !kept(store)) event.preventDefault();
  });

  // -- keys

  const announce = (text) => {
    $("say").textContent = text;
  };

  const beside = (cell, dx, dy) => {
    const row = cell.parentElement;
    if (dx) {
      let next = dx > 0 ? cell.nextElementSibling : cell.previousElementSibling;
      while (next && !next.dataset.id) next = dx > 0 ? next.nextElementSibling : next.previousElementSibling;
      return next;
    }
    const rows = all("tr", cell.closest("table"));
    const middle = (one) => { const box = one.getBoundingClientRect(); return (box.left + box.right) / 2; };
    for (let at = rows.indexOf(row) + dy; at >= 0 && at < rows.length; at += dy) {
      const cells = all("[data-id]", rows[at]).filter((one) => one.matches("td, th"));
      if (!cells.length) continue;
      const x = middle(cell);
      return cells.reduce((best, one) =>
        Math.abs(middle(one) - x) < Math.abs(middle(best) - x) ? one : best);
    }
    return null;
  };

  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select, dialog")) {
      if (event.key === "Escape" && event.target.closest("#detail")) let_go();
      return;
    }
    const cell = event.target.closest?.("#report td[data-id], #report th[data-id]");
    if (cell && event.key in arrows) {
      const next = beside(cell, ...arrows[event.key]);
      if (next) {
        event.preventDefault();
        next.focus();
        choose(next.dataset.id);
      }
      return;
    }
    const acts = {
      n: () => step(1),
      p: () => step(-1),
      c: () => chosen && canMark() && confirm(chosen.doubt || chosen.id, chosen),
      e: () => chosen && openForm(),
      1: () => { pane("original"); $("pages").focus(); },
      2: () => { pane("report"); $("report").focus(); },
      "?": () => $("keys").showModal(),
      Escape: let_go,
    };
    if (event.key === "Enter" || event.key === " ") {
      const own = event.target.closest?.("[data-id]");
      if (own && own === event.target && !own.matches("a, button")) {
        event.preventDefault();
        choose(own.dataset.id);
      }
      return;
    }
    const act = acts[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });
  const canMark = () => chosen.doubt || (data.told[chosen.id] && data.told[chosen.id].head);
  $("help").addEventListener("click", () => $("keys").showModal());

  // A table is entered with Tab at its first cell; from there arrows lead on.
  for (const one of all("#report .table table")) {
    const first = one.querySelector("tbody [data-id]");
    if (first) first.tabIndex = 0;
  }

  const printing = () => {
    for (const one of all("#report details")) one.open = true;
  };
  window.addEventListener("beforeprint", printing);

  dress(themes.includes(kept("theme")) ? kept("theme") : "");
  if (["light", "dark"].includes(new URLSearchParams(window.location.search).get("theme"))) {
    dress(new URLSearchParams(window.location.search).get("theme"));
  }
  lay();
  resize(0);
  for (const target of marks.keys()) showMark(target);
  speak();
  const wanted = decodeURIComponent(window.location.hash.slice(1));
  if (wanted.startsWith("at=")) choose(wanted.slice(3), { from: "link" });
  document.documentElement.dataset.ready = "yes";
  performance.mark("ready");
})();
