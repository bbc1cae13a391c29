// The map: pan, zoom, pinch, keyboard, one selection shared with the tables. Without it the map is a picture.
const BEST = 12;

export class MapView {
  constructor(figure) {
    this.figure = figure;
    this.svg = figure.querySelector(".map-drawing");
    this.units = [...figure.querySelectorAll(".unit")];
    this.byKey = new Map(this.units.map((unit) => [unit.dataset.key, unit]));
    this.home = this.svg.getAttribute("viewBox").split(" ").map(Number);
    this.box = [...this.home];
    this.pointers = new Map();
    this.canChoose = this.units.some((unit) => unit.getAttribute("role") === "button");
    figure.classList.add("live");
    figure.querySelector(".map-tools").hidden = false;
    this.listen();
  }

  listen() {
    this.figure.querySelector(".map-tools").addEventListener("click", (event) => {
      const tool = event.target.closest("[data-zoom]")?.dataset.zoom;
      if (tool === "all") this.show([...this.home]);
      else if (tool) this.zoom(tool === "in" ? 0.7 : 1 / 0.7);
    });
    this.svg.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.svg.addEventListener("pointerdown", (event) => this.down(event));
    this.svg.addEventListener("pointermove", (event) => this.move(event));
    for (const name of ["pointerup", "pointercancel"]) this.svg.addEventListener(name, (event) => this.up(event));
    this.svg.addEventListener("keydown", (event) => this.key(event));
  }

  // Screen to drawing.
  at(event) {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.svg.getScreenCTM().inverse());
    return [point.x, point.y];
  }

  show(box) {
    this.box = box;
    this.svg.setAttribute("viewBox", box.map((n) => n.toFixed(2)).join(" "));
    this.figure.classList.toggle("near", box[2] < this.home[2] * 0.6);
  }

  zoom(factor, [x, y] = [this.box[0] + this.box[2] / 2, this.box[1] + this.box[3] / 2]) {
    const least = this.home[2] / BEST;
    const wide = Math.min(this.home[2] * 1.2, Math.max(least, this.box[2] * factor));
    const real = wide / this.box[2];
    this.show([x - (x - this.box[0]) * real, y - (y - this.box[1]) * real, wide, this.box[3] * real]);
  }

  wheel(event) {
    if (!event.ctrlKey && !event.metaKey && this.box[2] >= this.home[2] && event.deltaY > 0) return;
    event.preventDefault();
    this.zoom(event.deltaY < 0 ? 0.85 : 1 / 0.85, this.at(event));
  }

  down(event) {
    this.pointers.set(event.pointerId, [event.clientX, event.clientY]);
    this.moved = false;
    this.start = { unit: event.target.closest(".unit"), at: [event.clientX, event.clientY] };
    this.carrying = Boolean(this.canCarry?.(this.start.unit)) && this.pointers.size === 1;
  }

  move(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const far = Math.hypot(event.clientX - this.start.at[0], event.clientY - this.start.at[1]);
    if (!this.moved && far < 6) return;
    if (!this.moved) this.svg.setPointerCapture(event.pointerId);
    this.moved = true;
    if (this.carrying) return this.carryOver?.(this.under(event));
    this.svg.classList.add("panning");
    if (this.pointers.size === 2) this.pinch(event, before);
    else this.pan(event, before);
    this.pointers.set(event.pointerId, [event.clientX, event.clientY]);
  }

  pan(event, [x, y]) {
    const scale = this.svg.getScreenCTM().a;
    this.show([this.box[0] - (event.clientX - x) / scale, this.box[1] - (event.clientY - y) / scale, this.box[2], this.box[3]]);
  }

  pinch(event, before) {
    const other = [...this.pointers].find(([id]) => id !== event.pointerId)[1];
    const was = Math.hypot(before[0] - other[0], before[1] - other[1]);
    const now = Math.hypot(event.clientX - other[0], event.clientY - other[1]);
    const middle = { clientX: (event.clientX + other[0]) / 2, clientY: (event.clientY + other[1]) / 2 };
    if (was && now) this.zoom(was / now, this.at(middle));
  }

  under(event) {
    return document.elementFromPoint(event.clientX, event.clientY)?.closest?.(".unit");
  }

  up(event) {
    if (!this.pointers.delete(event.pointerId)) return;
    this.svg.classList.remove("panning");
    if (this.carrying && this.moved) this.dropOn?.(this.under(event));
    else if (!this.moved && event.type === "pointerup" && this.start.unit && this.canChoose) this.choose(this.start.unit);
    this.carrying = false;
  }

  key(event) {
    const unit = event.target.closest(".unit");
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (!unit || !this.canChoose) return;
    if (ways[event.key]) this.step(unit, ways[event.key]);
    else if (event.key === " " || event.key === "Enter") this.choose(unit);
    else if (event.key === "+" || event.key === "=") this.zoom(0.7, this.place(unit));
    else if (event.key === "-") this.zoom(1 / 0.7, this.place(unit));
    else return;
    event.preventDefault();
  }

  place(unit) {
    return [Number(unit.dataset.x), Number(unit.dataset.y)];
  }

  // The nearest unit that lies in the direction of the arrow.
  step(unit, [dx, dy]) {
    const [x, y] = this.place(unit);
    let best = null;
    let least = Infinity;
    for (const other of this.units) {
      if (other === unit) continue;
      const [u, v] = this.place(other);
      const along = (u - x) * dx + (v - y) * dy;
      const across = Math.abs((u - x) * dy) + Math.abs((v - y) * dx);
      if (along <= 0 || across > along * 2) continue;
      const far = along + 2 * across;
      if (far < least) [best, least] = [other, far];
    }
    if (best) this.focus(best);
  }

  focus(unit) {
    for (const other of this.units) if (other.tabIndex === 0) other.tabIndex = -1;
    unit.tabIndex = 0;
    unit.focus();
  }

  chosen() {
    return this.units.filter((unit) => unit.getAttribute("aria-pressed") === "true");
  }

  press(unit, on) {
    unit.setAttribute("aria-pressed", String(on));
  }

  // One at a time; the desk chooses several.
  choose(unit) {
    for (const other of this.chosen()) if (other !== unit) this.press(other, false);
    this.press(unit, unit.getAttribute("aria-pressed") !== "true");
    this.mark(unit.dataset.label);
    this.figure.dispatchEvent(new CustomEvent("chosen", { bubbles: true, detail: { unit } }));
  }

  mark(label) {
    for (const row of document.querySelectorAll("tr[data-label]")) row.classList.toggle("marked", row.dataset.label === label);
  }

  // `fills`: unit key → fill; the borders between communities follow `labels` when given.
  paint(fills) {
    for (const [key, fill] of Object.entries(fills)) this.byKey.get(key)?.setAttribute("fill", `url(#${fill})`);
  }

  // After a step: `moved` unit key → [label, name of the community], `colours` by label.
  redraw({ moved, colours, gone, tags }) {
    for (const [key, [label, community]] of Object.entries(moved)) {
      const unit = this.byKey.get(key);
      const text = `${unit.querySelector("title").textContent.split(" → ")[0]} → ${community}`;
      unit.dataset.label = label;
      unit.querySelector("title").textContent = text;
      unit.setAttribute("aria-label", text);
    }
    for (const unit of this.units) {
      const fill = `url(#colour-${colours[unit.dataset.label]})`;
      if (unit.getAttribute("fill") !== fill) unit.setAttribute("fill", fill);
    }
    for (const border of this.figure.querySelectorAll(".borders .border")) {
      const { a, b } = border.dataset;
      if (a in moved || b in moved) border.classList.toggle("on", this.labelOf(a) !== this.labelOf(b));
    }
    const group = this.figure.querySelector(".tags");
    for (const label of [...gone, ...tags.map(([label]) => label)]) group.querySelector(`[data-label="${CSS.escape(label)}"]`)?.remove();
    group.append(...tags.map(([label, text, x, y]) => tagElement(label, text, x, y)));
  }

  labelOf(key) {
    return this.byKey.get(key)?.dataset.label;
  }
}

function tagElement(label, text, x, y) {
  const tag = document.createElementNS("http://www.w3.org/2000/svg", "text");
  for (const [name, value] of Object.entries({ x, y, "data-label": label })) tag.setAttribute(name, value);
  tag.textContent = text;
  return tag;
}

// Sort a table by the button in its head.
function sort(button) {
  const head = button.closest("th");
  const body = head.closest("table").tBodies[0];
  const column = head.cellIndex;
  const down = head.getAttribute("aria-sort") === "ascending";
  const value = (row) => row.cells[column].textContent.trim();
  const number = (row) => Number(value(row).replaceAll(",", "")) || 0;
  const by = button.dataset.sort === "number" ? (a, b) => number(a) - number(b) : (a, b) => value(a).localeCompare(value(b), "zh");
  const rows = [...body.rows].sort((a, b) => (down ? by(b, a) : by(a, b)));
  for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  body.append(...rows);
}

export const maps = [...document.querySelectorAll("[data-map]")].map((figure) => new MapView(figure));

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-sort]");
  if (button) sort(button);
});

document.addEventListener("chosen", (event) => {
  const { why } = event.target.dataset;
  const key = event.detail.unit.dataset.key;
  if (why && window.htmx) window.htmx.ajax("GET", `${why}?unit=${encodeURIComponent(key)}`, "#why");
});

// While a search runs, its panel says how the best plan so far looks.
const drawLive = () => {
  const fills = document.getElementById("run")?.dataset.fills;
  if (!fills || !maps[0]) return;
  maps[0].paint(Object.fromEntries(Object.entries(JSON.parse(fills)).map(([key, colour]) => [key, `colour-${colour}`])));
};
document.addEventListener("htmx:afterSettle", drawLive);
drawLive();
