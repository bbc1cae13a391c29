// A form is sent once; what was typed is not lost by a wrong click.
(() => {
  const changed = new WeakSet();
  const guarded = () => [...document.querySelectorAll("form[data-guard]")].filter((form) => changed.has(form));

  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-guard]");
    if (form) changed.add(form);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches("form[data-once]")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    changed.delete(form);
    form.querySelectorAll("button:not([type=button])").forEach((button) => button.setAttribute("aria-busy", "true"));
  });

  window.addEventListener("beforeunload", (event) => {
    if (guarded().length) event.preventDefault();
  });

  // Back from the next page: the form may be sent again (its key keeps it from counting twice).
  window.addEventListener("pageshow", () =>
    document.querySelectorAll("form[data-sent]").forEach((form) => {
      delete form.dataset.sent;
      form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
    }),
  );
})();
