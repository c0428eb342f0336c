// Where every element stands: its page and box, its line, its part of the report.

const SVG = "http://www.w3.org/2000/svg";
const kinds = all("[data-layer]").map((box) => box.dataset.layer);
const narrow = window.matchMedia("(max-width: 859px)");
const still = window.matchMedia("(prefers-reduced-motion: reduce)");
// Bare boxes of one character are hard to see; a highlight is drawn this much larger (points).
const AROUND = 1.5;

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
