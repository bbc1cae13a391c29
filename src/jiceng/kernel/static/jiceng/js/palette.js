// The palette: / or Ctrl-K opens it, arrows move, Enter goes. The list comes from the search page itself.
(() => {
  let dialog, input, list, chosen = -1, asked = 0, timer;
  const options = () => [...list.querySelectorAll("[role=option]")];

  const choose = (index) => {
    const hits = options();
    if (!hits.length) { chosen = -1; input.removeAttribute("aria-activedescendant"); return; }
    chosen = (index + hits.length) % hits.length;
    hits.forEach((hit, i) => hit.setAttribute("aria-selected", String(i === chosen)));
    input.setAttribute("aria-activedescendant", hits[chosen].id);
    hits[chosen].scrollIntoView({ block: "nearest" });
  };

  const look = async () => {
    const mine = ++asked;
    const day = new URLSearchParams(location.search).get("as_of");
    const query = new URLSearchParams({ q: input.value, ...(day ? { as_of: day } : {}) });
    const answer = await fetch(`${dialog.dataset.url}?${query}`, { headers: { "HX-Request": "true", "HX-Target": "hits" } });
    if (mine !== asked || !answer.ok) return;
    list.innerHTML = await answer.text();
    input.setAttribute("aria-expanded", String(options().length > 0));
    choose(0);
  };

  const build = () => {
    const door = document.querySelector("[data-palette-open]");
    const model = document.querySelector("template[data-palette]");
    if (!door || !model) return false;
    document.body.append(model.content.cloneNode(true));
    dialog = document.querySelector("dialog.palette");
    input = dialog.querySelector("input");
    list = dialog.querySelector(".hits");
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, 120); });
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown") { event.preventDefault(); choose(chosen + 1); }
      if (event.key === "ArrowUp") { event.preventDefault(); choose(chosen - 1); }
      if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); options()[chosen]?.click(); }
    });
    return true;
  };

  const open = () => {
    if (!dialog && !build()) return false;
    if (!dialog.open) dialog.showModal();
    input.select();
    return true;
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const ctrlK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    if ((slash || ctrlK) && open()) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-palette-open]") && !event.ctrlKey && !event.metaKey && open()) event.preventDefault();
  });
})();
