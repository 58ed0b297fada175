// Rows of a formset: add one without a trip to the server. Without this script the button asks the server for it.
(() => {
  "use strict";
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-rows-add]");
    const rows = button?.closest("[data-rows]");
    const empty = rows?.querySelector("template[data-rows-empty]");
    const total = rows?.querySelector(`input[name="${rows.dataset.rows}-TOTAL_FORMS"]`);
    if (!empty || !total) return;
    event.preventDefault();
    const number = Number(total.value);
    const piece = document.createElement("template");
    piece.innerHTML = empty.innerHTML.replaceAll("__prefix__", String(number)).replaceAll("__number__", String(number + 1));
    rows.querySelector("[data-rows-list]").append(piece.content);
    total.value = String(number + 1);
    rows.querySelector("[data-rows-list]").lastElementChild.querySelector("input, select, textarea")?.focus();
  });
})();
