// A long list of choices gets a box to search it. Without this script the whole list is simply there.
(() => {
  "use strict";
  document.querySelectorAll("[data-choices]").forEach((card, number) => {
    const choices = [...card.querySelectorAll("input[type=checkbox]")].map((input) => input.closest(".mw-choice") || input.parentElement);
    if (choices.length < 6) return;
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "search";
    box.id = `search-choices-${number}`;
    box.className = "utrecht-textbox mw-input";
    box.autocomplete = "off";
    label.htmlFor = box.id;
    label.className = "utrecht-form-label mw-field__label";
    label.textContent = card.dataset.choices;
    const holder = document.createElement("div");
    holder.className = "mw-field";
    holder.append(label, box);
    card.querySelector("fieldset").before(holder);
    box.addEventListener("input", (event) => {
      event.stopPropagation(); // searching changes nothing in the form itself
      const words = box.value.trim().toLowerCase().split(/\s+/);
      choices.forEach((choice) => {
        const text = choice.textContent.toLowerCase();
        choice.hidden = !choice.querySelector("input").checked && !words.every((word) => text.includes(word));
      });
    });
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
  });
})();
