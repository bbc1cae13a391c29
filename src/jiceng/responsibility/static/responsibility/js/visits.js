// A visit recorded without a line waits in this browser and is sent when the line is back. The key made with the form
// goes along: the server counts it once however often it hears it. Without script it is an ordinary form.
(() => {
  const QUEUE = "responsibility-visits";
  const AGAIN = 5000;
  const told = document.querySelector("[data-visits-waiting]");
  const place = document.querySelector("[data-visit-form]");
  const form = place?.querySelector("form");
  let sending = false;
  let timer = 0;

  const waiting = () => {
    try {
      return JSON.parse(localStorage.getItem(QUEUE) ?? "[]");
    } catch {
      return [];
    }
  };

  const keep = (rows) => {
    if (rows.length) localStorage.setItem(QUEUE, JSON.stringify(rows));
    else localStorage.removeItem(QUEUE);
  };

  const key = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  };

  const show = () => {
    if (!told) return;
    const rows = waiting();
    const refused = rows.filter((row) => row.refused).length;
    told.hidden = !rows.length;
    const words = refused ? told.dataset.refused : told.dataset.words;
    told.textContent = words.replace("0", refused || rows.length);
  };

  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  };

  const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value;

  // "sent" when the answer is the leader's page, "refused" when the form came back, anything else is tried again.
  async function post(row) {
    const body = new URLSearchParams(row.body);
    if (token()) body.set("csrfmiddlewaretoken", token());
    const answer = await fetch(row.path, { method: "POST", body });
    if (answer.ok && new URL(answer.url).pathname === row.back) return "sent";
    return answer.status === 422 || answer.status === 404 || answer.status === 409 ? "refused" : "again";
  }

  async function send() {
    if (sending) return;
    sending = true;
    let sent = 0;
    try {
      for (const row of waiting().filter((one) => !one.refused)) {
        const came = await post(row);
        if (came === "again") throw new Error(came);
        const left = waiting();
        const at = left.findIndex((one) => one.key === row.key);
        if (came === "sent") left.splice(at, 1);
        else left[at].refused = true;
        keep(left);
        sent += came === "sent";
      }
    } catch {
      later(AGAIN);
    }
    sending = false;
    show();
    if (sent && !form) location.reload();
  }

  const enqueue = (data) => {
    const row = { key: data.get("submission_key"), path: location.pathname, back: place.dataset.back };
    keep([...waiting(), { ...row, body: new URLSearchParams(data).toString() }]);
    form.reset();
    form.elements.submission_key.value = key();
    form.dispatchEvent(new Event("reset"));
    show();
    later(AGAIN);
  };

  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = form.querySelector("button[type=submit]");
    if (button.disabled) return;
    button.disabled = true;
    delete form.dataset.guard;
    const data = new FormData(form);
    const row = { path: location.pathname, back: place.dataset.back, body: new URLSearchParams(data).toString() };
    post(row)
      .then((came) => {
        if (came === "sent") location.assign(place.dataset.back);
        else HTMLFormElement.prototype.submit.call(form);
      })
      .catch(() => enqueue(data))
      .finally(() => {
        button.disabled = false;
      });
  });

  window.addEventListener("online", () => later(0));
  show();
  if (waiting().length) later(0);
})();
