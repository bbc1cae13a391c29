// Long forms keep what was typed in this browser, for the account, for a week; the next visit offers it again.
// Passwords, files and fields that ask not to be completed (ID numbers, phones) are never kept; logging out forgets all.
(() => {
  const DAYS = 7;
  const PREFIX = "draft:";
  const UNKEPT = "[type=hidden], [type=password], [type=file], [autocomplete=off], [autocomplete=one-time-code]";
  const keyOf = (form) => `${PREFIX}${form.dataset.draft}:${new URL(form.action || location.href, location.href).pathname}`;
  const fields = (form) => [...form.elements].filter((field) => field.name && !field.matches(`button, fieldset, ${UNKEPT}`));
  const drafts = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));

  const read = (key) => {
    try {
      const draft = JSON.parse(localStorage.getItem(key));
      return draft && Date.now() - draft.at < DAYS * 864e5 ? draft : null;
    } catch {
      return null;
    }
  };

  const write = (key, draft) => {
    try {
      localStorage.setItem(key, JSON.stringify(draft));
    } catch {
      // No room or not allowed: the form works without it.
    }
  };

  const keep = (form) => {
    const values = fields(form).map((field) =>
      field.matches("[type=checkbox], [type=radio]") ? [field.name, field.value, field.checked] : [field.name, field.value, null],
    );
    write(keyOf(form), { at: Date.now(), values });
  };

  const restore = (form, draft) => {
    const left = [...draft.values];
    for (const field of fields(form)) {
      const ticks = field.matches("[type=checkbox], [type=radio]");
      const index = left.findIndex(([name, value]) => name === field.name && (!ticks || value === field.value));
      if (index < 0) continue;
      const [, value, checked] = left.splice(index, 1)[0];
      if (ticks) field.checked = checked;
      else field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  };

  const offer = (form, draft) => {
    const notice = form.querySelector("[data-draft-offer]");
    if (!notice) return;
    notice.querySelector("time").textContent = new Date(draft.at).toLocaleString(document.documentElement.lang);
    notice.hidden = false;
    notice.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.matches("[data-draft-restore]")) restore(form, draft);
      else localStorage.removeItem(keyOf(form));
      notice.hidden = true;
      (fields(form)[0] || form).focus();
    });
  };

  const open = () => {
    const forms = [...document.querySelectorAll("form[data-draft]")];
    const faulty = forms.filter((form) => form.querySelector("[data-form-errors]")).map(keyOf);
    for (const key of drafts()) {
      const draft = read(key);
      // What was sent and did not come back with errors has arrived.
      if (!draft || (draft.sent && !faulty.includes(key))) localStorage.removeItem(key);
    }
    for (const form of forms) {
      const draft = read(keyOf(form));
      if (draft && !faulty.includes(keyOf(form))) offer(form, draft);
    }
  };

  // Also the pages that this browser keeps for working without a line.
  const forgetAll = () => {
    drafts().forEach((key) => localStorage.removeItem(key));
    window.caches?.keys().then((names) => names.forEach((name) => caches.delete(name)));
  };

  let waiting;
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-draft]");
    if (!form) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => keep(form), 400);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-log-out]")) forgetAll();
    if (!form.matches("form[data-draft]") || event.defaultPrevented) return;
    clearTimeout(waiting);
    keep(form);
    write(keyOf(form), { ...read(keyOf(form)), sent: true });
  });

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", open);
  else open();
})();
