// What a reviewer says: marks, kept in the browser until they are saved, or saved by a server.

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
