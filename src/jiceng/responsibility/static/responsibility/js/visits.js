// A visit recorded without a line waits in this browser and is sent when the line is back, by the account that recorded
// it. The key made with the form goes along: the server counts it once however often it hears it. What the server
// refuses stays here with the reason: seen, changed, sent again or deleted. Without script it is an ordinary form.
(() => {
  const QUEUE = "responsibility-visits";
  const KEPT = "visits-";
  const AGAIN = 5000;
  const REFUSED = [400, 403, 404, 409, 422];
  const told = document.querySelector("[data-visits-waiting]");
  const place = document.querySelector("[data-visit-form]");
  const form = place?.querySelector("form");
  const account = told?.dataset.account;
  let sending = false;
  let timer = 0;

  const all = () => {
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

  const waiting = () => all().filter((row) => row.account === account);
  const forget = (key) => keep(all().filter((row) => row.key !== key));
  const change = (key, fields) => keep(all().map((row) => (row.key === key ? { ...row, ...fields } : row)));

  const newKey = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  };

  // What is on this phone: how many wait, whose they are, and each with what can be done about it.
  const line = (words, many) => words.replace("0", many);

  const drawn = (row) => {
    const one = told.querySelector("template").content.cloneNode(true).firstElementChild;
    const body = new URLSearchParams(row.body);
    one.dataset.key = row.key;
    one.querySelector("[data-what]").textContent = `${row.name}\u3000${body.get("on") ?? ""}`;
    one.querySelector("[data-text]").textContent = [body.get("text"), body.get("promise")].filter(Boolean).join(" / ");
    one.querySelector("[data-why]").textContent = row.refused ? row.why || told.dataset.why : "";
    one.querySelector("[data-again]").hidden = !row.refused;
    return one;
  };

  const show = () => {
    if (!told) return;
    const rows = waiting();
    const refused = rows.filter((row) => row.refused).length;
    const others = all().length - rows.length;
    told.hidden = !all().length;
    told.querySelector("[data-head]").textContent = [
      rows.length - refused && line(told.dataset.words, rows.length - refused),
      refused && line(told.dataset.refused, refused),
      others && line(told.dataset.others, others),
    ]
      .filter(Boolean)
      .join(" ");
    told.querySelector("[data-rows]").replaceChildren(...rows.map(drawn));
  };

  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  };

  const read = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value;

  async function fresh(path) {
    const page = await read(await fetch(path));
    return page.querySelector("[name=csrfmiddlewaretoken]")?.value;
  }

  // {state: "sent"} when the answer is the leader's page, "refused" with the reason when the form came back; anything
  // else is tried again. A page opened from this browser bears an old token: a fresh one is asked for once.
  async function post(row, sign = token(), again = true) {
    const body = new URLSearchParams(row.body);
    if (sign) body.set("csrfmiddlewaretoken", sign);
    const answer = await fetch(row.path, { method: "POST", body });
    if (answer.ok && new URL(answer.url).pathname === row.back) return { state: "sent" };
    if (answer.status === 403 && again) return post(row, await fresh(row.path), false);
    if (!REFUSED.includes(answer.status)) return { state: "again" };
    const faults = (await read(answer)).querySelectorAll("[data-form-errors] li");
    return { state: "refused", why: [...faults].map((one) => one.textContent.trim()).join(" ") };
  }

  async function send() {
    if (sending) return;
    sending = true;
    let sent = 0;
    try {
      for (const row of waiting().filter((one) => !one.refused)) {
        const came = await post(row);
        if (came.state === "again") throw new Error(came.state);
        if (came.state === "sent") forget(row.key);
        else change(row.key, { refused: true, why: came.why });
        sent += came.state === "sent";
      }
    } catch {
      later(AGAIN);
    }
    sending = false;
    show();
    if (sent && !form) location.reload();
  }

  const typed = () => {
    const data = new FormData(form);
    const { back, name } = place.dataset;
    const body = new URLSearchParams(data);
    body.delete("csrfmiddlewaretoken");
    return { key: data.get("submission_key"), account, name, path: location.pathname, back, body: body.toString() };
  };

  const renew = () => {
    form.reset();
    form.elements.submission_key.value = newKey();
    form.dispatchEvent(new Event("reset"));
  };

  const enqueue = (row) => {
    keep([...all().filter((one) => one.key !== row.key), row]);
    renew();
    show();
    later(AGAIN);
  };

  const fill = (row) => {
    for (const [name, value] of new URLSearchParams(row.body)) {
      const field = form.elements[name];
      if (field?.type === "checkbox") field.checked = true;
      else if (field) field.value = value;
    }
    form.elements.submission_key.value = row.key;
    form.querySelector("textarea")?.focus();
  };

  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = form.querySelector("button[type=submit]");
    if (button.disabled) return;
    button.disabled = true;
    delete form.dataset.guard;
    const row = typed();
    post(row)
      .then(({ state }) => {
        if (state === "sent") {
          forget(row.key);
          location.assign(place.dataset.back);
        } else HTMLFormElement.prototype.submit.call(form);
      })
      .catch(() => enqueue(row))
      .finally(() => {
        button.disabled = false;
      });
  });

  told?.addEventListener("click", (event) => {
    const key = event.target.closest("[data-key]")?.dataset.key;
    const row = all().find((one) => one.key === key);
    if (!row || !event.target.closest("button")) return;
    if (event.target.closest("[data-again]")) {
      change(key, { refused: false, why: "" });
      later(0);
    } else if (event.target.closest("[data-delete]")) forget(key);
    else if (form && row.path === location.pathname) fill(row);
    else location.assign(`${row.path}#${key}`);
    show();
  });

  // Each opening of the form is a visit of its own, also when the page comes from this browser; one that came back
  // with faults, or is changed, keeps its key.
  const open = () => {
    const asked = waiting().find((row) => row.key === location.hash.slice(1) && row.path === location.pathname);
    if (asked) fill(asked);
    else if (!form.querySelector("[data-form-errors]")) form.elements.submission_key.value = newKey();
  };

  // The forms of the own communities and what they need, kept in this browser for this account alone.
  async function store(paths) {
    const name = KEPT + account;
    const others = (await caches.keys()).filter((one) => one.startsWith(KEPT) && one !== name);
    await Promise.all(others.map((one) => caches.delete(one)));
    const box = await caches.open(name);
    for (const path of paths) {
      const answer = await fetch(path);
      if (!answer.ok || answer.redirected) continue;
      await box.put(path, answer.clone());
      const page = await read(answer);
      const parts = page.querySelectorAll("head link[rel=stylesheet], head link[rel=icon], head script[src]");
      await box.addAll([...new Set([...parts].map((one) => one.getAttribute("href") ?? one.getAttribute("src")))]);
    }
  }

  const prepare = () => {
    if (!told || !("serviceWorker" in navigator) || !("caches" in window)) return;
    const { worker } = told.dataset;
    const scope = new URL("community/", new URL(worker, location.href)).pathname;
    const links = [...document.querySelectorAll("main a[href]")].map((one) => new URL(one.href).pathname);
    const forms = links.filter((path) => path.startsWith(scope) && path.endsWith("/visit/"));
    const paths = new Set(place ? [location.pathname] : forms);
    navigator.serviceWorker
      .register(worker, { scope })
      .then(() => store(paths))
      .then(() => told.toggleAttribute("data-kept", true))
      .catch(() => {
        // No line, no room or not allowed: the page works without it.
      });
  };

  window.addEventListener("online", () => later(0));
  if (form) open();
  show();
  prepare();
  if (waiting().length) later(0);
})();
