// Notes save themselves. What could not be sent stays in this browser and is sent when the line is back; the version
// on which it was written goes along, so that nothing is doubled and nobody's text is overwritten.
const form = document.querySelector("form[data-writing]");
const WAIT = 1500;
const AGAIN = 5000;

if (form) {
  const key = `meeting-item-${form.dataset.writing}`;
  const fields = ["notes", "decision_draft"].map((name) => form.elements[name]);
  const base = form.elements.base;
  const state = form.querySelector("[data-state]");
  let timer = 0;
  let sending = false;
  let dirty = false;

  const words = () => Object.fromEntries(fields.map((field) => [field.name, field.value]));
  const say = (text) => {
    state.textContent = text;
  };

  const keep = () => {
    try {
      localStorage.setItem(key, JSON.stringify({ ...words(), base: base.value }));
    } catch {
      // A full or closed store: the page itself still holds the text.
    }
  };

  const forget = () => {
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing was kept.
    }
  };

  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  };

  async function send() {
    if (sending || !dirty) return;
    sending = true;
    const sent = JSON.stringify(words());
    say(form.dataset.saving);
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json" },
      });
      const said = await answer.json();
      if (answer.ok) {
        base.value = said.version;
        if (JSON.stringify(words()) === sent) {
          dirty = false;
          forget();
        } else {
          keep();
          later(WAIT);
        }
        say(`${form.dataset.saved} ${said.at}`);
      } else {
        // Somebody else was faster, or the text is refused: the words stay here for the person to merge.
        say(said.error);
      }
    } catch {
      say(form.dataset.offline);
      later(AGAIN);
    }
    sending = false;
  }

  const changed = () => {
    dirty = true;
    keep();
    later(WAIT);
  };

  fields.forEach((field) => field.addEventListener("input", changed));
  window.addEventListener("online", () => later(0));
  form.addEventListener("submit", () => {
    dirty = false;
    clearTimeout(timer);
  });

  let kept = null;
  try {
    kept = JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    forget();
  }
  const same = kept && fields.every((field) => (kept[field.name] ?? "").trim() === field.value.trim());
  if (kept && same) {
    forget();
  } else if (kept && !form.querySelector("[role=alert]")) {
    fields.forEach((field) => {
      field.value = kept[field.name] ?? "";
    });
    base.value = kept.base;
    say(form.dataset.restored);
    dirty = true;
    later(WAIT);
  }
}
