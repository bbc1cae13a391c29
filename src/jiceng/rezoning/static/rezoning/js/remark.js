// A place on the map or a passage of the text is taken over into the form; two places in a row make a boundary.
import { maps } from "./map.js";

const form = document.querySelector("#say form");
let last = "";

const set = (name, value) => {
  const field = form?.elements[name];
  if (field) field.value = value;
};

const relevant = () => {
  const pin = form.elements.pin.value;
  const shown = { unit: ["unit", "boundary"], other_unit: ["boundary"], passage: ["passage"] };
  for (const [name, pins] of Object.entries(shown)) {
    const row = form.elements[name]?.closest(".field");
    if (row) row.hidden = !pins.includes(pin);
  }
};

// Name the place that was chosen, in the words of the form's own choices.
const say = (names) => {
  const place = document.getElementById("say-place");
  const said = names
    .map((name) => form.elements[name])
    .filter((field) => field?.value)
    .map((field) => field.selectedOptions[0].textContent);
  place.textContent = (said.length > 1 ? place.dataset.two : place.dataset.one).replace("{}", said.join(" | "));
};

if (form) {
  form.elements.pin.addEventListener("change", relevant);
  relevant();
  maps[0]?.figure.addEventListener("chosen", (event) => {
    const key = event.detail.unit.dataset.key;
    set("pin", last && last !== key ? "boundary" : "unit");
    set("unit", last && last !== key ? last : key);
    set("other_unit", last && last !== key ? key : "");
    last = last && last !== key ? "" : key;
    relevant();
    say(["unit", "other_unit"]);
    form.scrollIntoView({ behavior: "smooth" });
  });
  for (const passage of document.querySelectorAll("[data-passage]")) {
    passage.addEventListener("click", () => {
      set("pin", "passage");
      set("passage", passage.dataset.passage);
      relevant();
      form.scrollIntoView({ behavior: "smooth" });
    });
  }
}
