// A card is dropped on a post; without script the same is chosen on the page of the post or of the person.
(() => {
  const form = document.querySelector("[data-board-form]");
  if (!form) return;
  let carried = null;

  document.addEventListener("dragstart", (event) => {
    const card = event.target.closest?.("[data-person][draggable=true]");
    if (!card) return;
    carried = card.dataset.person;
    event.dataTransfer.setData("text/plain", carried);
    event.dataTransfer.effectAllowed = "move";
    document.body.classList.add("is-carrying");
  });

  const post = (event) => (carried ? event.target.closest?.("[data-post]") : null);
  const mark = (place) =>
    document.querySelectorAll("[data-post].is-over").forEach((one) => one !== place && one.classList.remove("is-over"));

  document.addEventListener("dragover", (event) => {
    const place = post(event);
    mark(place);
    if (!place) return;
    event.preventDefault();
    place.classList.add("is-over");
  });

  document.addEventListener("dragend", () => {
    carried = null;
    mark(null);
    document.body.classList.remove("is-carrying");
  });

  document.addEventListener("drop", (event) => {
    const place = post(event);
    if (!place) return;
    event.preventDefault();
    form.elements.person.value = carried;
    form.elements.post.value = place.dataset.post;
    carried = null;
    form.submit();
  });
})();
