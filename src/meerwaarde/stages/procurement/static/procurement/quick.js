// A tap on a common thing fills in the words and goes on to the amount. Without this script the button asks the server.
(() => {
  "use strict";
  const form = document.getElementById("quick-form");
  const what = form?.querySelector("[name=what]");
  if (!what) return;
  form.addEventListener("click", (event) => {
    const thing = event.target.closest("[data-thing]");
    if (!thing) return;
    event.preventDefault();
    const names = [...form.querySelectorAll("[data-thing]")].map((one) => one.dataset.thing);
    const typed = what.value.trim();
    what.value = !typed || names.includes(typed) ? thing.dataset.thing : `${thing.dataset.thing}: ${typed}`;
    what.dispatchEvent(new Event("input", { bubbles: true }));
    form.querySelector("[name=amount]")?.focus();
  });
})();
