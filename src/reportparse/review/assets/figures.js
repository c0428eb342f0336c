// What is said of a figure: in its details, and under the pointer.

// Equations that are told of a figure under the pointer; all are in its details.
const SHOWN = 2;

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
