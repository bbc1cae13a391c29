// Ticking all rows of a page; saying how many are ticked.
(() => {
  document.addEventListener("change", (event) => {
    const table = event.target.closest("[data-table]");
    if (!table || event.target.type !== "checkbox") return;
    const ticks = [...table.querySelectorAll("tbody .tick input")];
    if (event.target.matches("[data-tick-all]")) ticks.forEach((tick) => { tick.checked = event.target.checked; });
    const count = ticks.filter((tick) => tick.checked).length;
    const all = table.querySelector("[data-tick-all]");
    if (all) {
      all.checked = count === ticks.length;
      all.indeterminate = count > 0 && count < ticks.length;
    }
    const words = table.querySelector("[data-bulk-count]");
    if (words) words.dataset.count = count || "";
  });
})();
