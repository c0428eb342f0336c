// Choosing an element or a doubt: both sides show it, and its equation is drawn.

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
