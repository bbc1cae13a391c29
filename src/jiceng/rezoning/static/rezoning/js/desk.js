// The desk: several units chosen on the map or in the list, moved by button, by drag or by keyboard; the server
// answers with the new scores and the map follows.
import { maps } from "./map.js";

const form = document.getElementById("desk");
const [map] = maps;
const panel = document.getElementById("panel");
let busy = false;

map.choose = (unit) => {
  map.press(unit, unit.getAttribute("aria-pressed") !== "true");
  map.mark(unit.dataset.label);
  tick();
};

function tick() {
  const keys = new Set(map.chosen().map((unit) => unit.dataset.key));
  for (const box of panel.querySelectorAll("[data-pick]")) box.checked = keys.has(box.dataset.pick);
}

panel.addEventListener("change", (event) => {
  const key = event.target.dataset.pick;
  if (key) map.press(map.byKey.get(key), event.target.checked);
});

panel.addEventListener("click", (event) => {
  const row = event.target.closest("tr[data-label]");
  if (!row || event.target.closest("summary")) return;
  panel.querySelector("#desk-to").value = row.dataset.label;
  map.mark(row.dataset.label);
});

// Drag: a chosen unit (or any unit by itself) is carried to the community under the pointer.
map.canCarry = (unit) => unit?.getAttribute("aria-pressed") === "true";
map.carryOver = (unit) => {
  for (const other of map.units) other.classList.toggle("target", other === unit);
};
map.dropOn = (unit) => {
  map.carryOver(null);
  if (unit) step("move", unit.dataset.label);
};

form.addEventListener("submit", (event) => {
  const verb = event.submitter?.value;
  if (!verb) return;
  event.preventDefault();
  step(verb, panel.querySelector("#desk-to").value);
});

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
  if (event.target.closest("input, textarea")) return;
  event.preventDefault();
  step(event.shiftKey ? "redo" : "undo", "");
});

async function step(verb, to) {
  if (busy) return;
  busy = true;
  form.setAttribute("aria-busy", "true");
  const body = new FormData();
  const units = map.chosen().map((unit) => unit.dataset.key).join(",");
  const fields = { verb, to, units, cursor: form.elements.cursor.value, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value };
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  try {
    const response = await fetch(form.dataset.desk, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!response.headers.get("Content-Type")?.includes("json")) throw new Error(String(response.status));
    show(await response.json(), to);
  } catch {
    form.submit();
  } finally {
    busy = false;
    form.removeAttribute("aria-busy");
  }
}

function show(answer, to) {
  const refusal = document.getElementById("desk-refusal");
  refusal.textContent = answer.refusal ?? "";
  refusal.className = answer.refusal ? "notice late" : "";
  if (answer.stale) location.reload();
  if (answer.refusal) return;
  form.elements.cursor.value = answer.cursor;
  map.redraw(answer);
  document.getElementById("desk-scores").innerHTML = answer.scores;
  document.getElementById("desk-steps").textContent = answer.steps;
  panel.querySelector("[value=undo]").disabled = answer.cursor === 0;
  panel.querySelector("[value=redo]").disabled = !answer.can_redo;
  rows(answer);
  const choice = panel.querySelector("#desk-to");
  if ([...choice.options].some((option) => option.value === to)) choice.value = to;
  for (const unit of map.chosen()) map.press(unit, false);
  tick();
}

// The communities that changed: their rows in the table and their place in the choice.
function rows({ rows: changed, names, gone }) {
  const body = panel.querySelector(".communities tbody");
  const choice = panel.querySelector("#desk-to");
  const row = (label) => body.querySelector(`tr[data-label="${CSS.escape(label)}"]`);
  const option = (label) => [...choice.options].find((one) => one.value === label);
  for (const label of gone) {
    row(label)?.remove();
    option(label)?.remove();
  }
  for (const [label, html] of Object.entries(changed)) {
    const made = document.createElement("template");
    made.innerHTML = `<table><tbody>${html}</tbody></table>`;
    const fresh = made.content.querySelector("tr");
    if (row(label)) row(label).replaceWith(fresh);
    else body.append(fresh);
    if (!option(label)) choice.add(new Option(names[label], label), choice.options.length - 1);
  }
}
