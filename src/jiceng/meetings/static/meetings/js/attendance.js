// A name that is called without a line waits in this browser and is sent when the line is back. The server says the
// same however often it hears a mark, so nothing is doubled; of two marks for one person the last is sent.
const told = document.querySelector("[data-taps]");
const AGAIN = 5000;

if (told) {
  const key = `meeting-taps-${told.dataset.taps}`;
  let timer = 0;
  let sending = false;

  const waiting = () => {
    try {
      return JSON.parse(localStorage.getItem(key) ?? "{}");
    } catch {
      return {};
    }
  };

  const keep = (taps) => {
    try {
      if (Object.keys(taps).length) localStorage.setItem(key, JSON.stringify(taps));
      else localStorage.removeItem(key);
    } catch {
      // A full or closed store: what is tapped now is not kept, and the page goes on saying what the server knows.
    }
  };

  const show = () => {
    const taps = waiting();
    const count = Object.keys(taps).length;
    told.hidden = !count;
    told.textContent = count ? told.dataset.waiting.replace("0", count) : "";
    document.querySelectorAll(".call form").forEach((form) => {
      form.closest("li").classList.toggle("waiting", form.getAttribute("hx-post") in taps);
    });
  };

  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  };

  async function send() {
    const paths = Object.keys(waiting());
    if (sending || !paths.length) return;
    sending = true;
    try {
      for (const path of paths) {
        const tap = waiting()[path];
        const body = new URLSearchParams({ ...tap, csrfmiddlewaretoken: token() });
        const answer = await fetch(path, { method: "POST", body, redirect: "manual" });
        if (answer.status >= 500) throw new Error(String(answer.status));
        const left = waiting();
        if (JSON.stringify(left[path]) === JSON.stringify(tap)) delete left[path];
        keep(left);
      }
      htmx.ajax("GET", location.href, { target: "#attendance", select: "#attendance", swap: "outerHTML" });
    } catch {
      later(AGAIN);
    }
    sending = false;
    show();
  }

  const token = () => document.querySelector(".call [name=csrfmiddlewaretoken]")?.value ?? "";

  document.body.addEventListener("htmx:sendError", (event) => {
    const { path, formData } = event.detail.requestConfig;
    if (!event.detail.elt.closest(".call")) return;
    keep({ ...waiting(), [path]: { mark: formData.get("mark"), substitute: formData.get("substitute") ?? "" } });
    show();
    later(AGAIN);
  });
  document.body.addEventListener("htmx:afterSwap", show);
  window.addEventListener("online", () => later(0));
  show();
  later(0);
}
