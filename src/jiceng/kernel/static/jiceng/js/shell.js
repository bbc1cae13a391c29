// Menus close when one looks elsewhere; confirmations become dialogs; the theme changes without a reload.
(() => {
  const closeMenus = (except) =>
    document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
      if (menu !== except && !menu.contains(except)) menu.open = false;
    });

  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest("details[data-menu]"));
    const dismiss = event.target.closest("[data-dismiss]");
    if (dismiss) dismiss.parentElement.remove();
    const close = event.target.closest("[data-close]");
    if (close) {
      const dialog = close.closest("dialog");
      const details = close.closest("details");
      if (dialog) dialog.close();
      if (details) details.open = false;
    }
    const summary = event.target.closest("details[data-confirm] > summary");
    if (summary) {
      event.preventDefault();
      ask(summary.parentElement);
    }
  });

  const ask = (details) => {
    const dialog = details.querySelector("dialog");
    details.open = true;
    dialog.removeAttribute("open"); // close() would tell its event later, when it is open again
    dialog.showModal();
    // The first field, else the way back: what cannot be undone is never under the finger.
    dialog.querySelector("input:not([type=hidden]), textarea, select, [data-close]").focus();
    dialog.addEventListener("close", () => { details.open = false; details.querySelector("summary").focus(); }, { once: true });
  };

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector("details[data-menu][open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  });

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-theme-form]");
    if (!form || !event.submitter) return;
    event.preventDefault();
    const body = new FormData(form, event.submitter);
    fetch(form.action, { method: "POST", body, redirect: "manual" }).then(() => {
      document.documentElement.dataset.theme = event.submitter.value;
      form.querySelectorAll("button").forEach((b) => b.setAttribute("aria-pressed", String(b === event.submitter)));
    });
  });

  const begin = () => {
    document.querySelectorAll("details[data-confirm][open]").forEach(ask);
    document.querySelector("[data-form-errors]")?.focus();
  };
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", begin) : begin();
})();
