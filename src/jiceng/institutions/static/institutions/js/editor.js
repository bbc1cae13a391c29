// Line numbers beside the text, faulty lines marked, a fault's link leads to its line. Without script the page has
// numbers in the list of faults, and checking happens when saving.
const source = document.querySelector("[data-source]");
const gutter = document.querySelector("[data-gutter]");
const faults = document.querySelector("[data-faults]");

function number() {
  const wanted = source.value.split("\n").length;
  while (gutter.children.length < wanted) gutter.append(document.createElement("li"));
  while (gutter.children.length > wanted) gutter.lastElementChild.remove();
}

function mark() {
  for (const line of gutter.children) line.className = "";
  for (const fault of faults.querySelectorAll("[data-line]")) {
    const line = gutter.children[Number(fault.dataset.line) - 1];
    if (line && line.className !== "error") line.className = fault.classList.contains("error") ? "error" : "warning";
  }
}

function goTo(wanted) {
  const lines = source.value.split("\n");
  const start = lines.slice(0, wanted - 1).join("\n").length + (wanted > 1 ? 1 : 0);
  source.focus();
  source.setSelectionRange(start, start + (lines[wanted - 1] || "").length);
  source.scrollTop = Math.max(0, (wanted - 6) * 22);
}

if (source && gutter && faults) {
  source.addEventListener("input", number);
  source.addEventListener("scroll", () => { gutter.scrollTop = source.scrollTop; });
  faults.addEventListener("click", (event) => {
    const link = event.target.closest(".lint-line");
    if (!link) return;
    event.preventDefault();
    goTo(Number(link.closest("[data-line]").dataset.line));
  });
  document.body.addEventListener("htmx:afterSwap", mark);
  number();
  mark();
  const asked = /^#line-(\d+)$/.exec(location.hash);
  if (asked) goTo(Number(asked[1]));
}
