// Pointer and keys, and the start of it all.

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

lay();
resize(0);
for (const target of marks.keys()) showMark(target);
whenSpoken.push(
  () => Object.keys(data.doubts).forEach(showMark),
  progress,
  () => chosen && detail(chosen),
);
speak();
const wanted = decodeURIComponent(window.location.hash.slice(1));
if (wanted.startsWith("at=")) choose(wanted.slice(3), { from: "link" });
document.documentElement.dataset.ready = "yes";
performance.mark("ready");
