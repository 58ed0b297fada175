// A button that copies what stands in a field. Without this script it stays hidden: selecting by hand works.
(() => {
  "use strict";
  document.querySelectorAll("[data-copy]").forEach((button) => {
    const field = document.getElementById(button.dataset.copy);
    const status = button.parentElement.querySelector("[data-copied]");
    if (!field) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
      } catch {
        if (!document.execCommand("copy")) return; // it stands selected: Ctrl+C does the rest
      }
      status.textContent = status.dataset.copied;
    });
  });
})();
