// A code found by typing words: a combobox after the ARIA pattern. Without this script the server helps after sending.
(() => {
  "use strict";

  const set = (box) => {
    const input = box.querySelector("input");
    const list = box.querySelector("[role=listbox]");
    const status = box.querySelector("[data-suggest-status]");
    const chosen = box.querySelector("[data-suggest-chosen]");
    let asked = "";
    let waiting = 0;
    let place = -1;

    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");

    const options = () => [...list.querySelectorAll("[role=option]")];
    const close = () => {
      list.hidden = true;
      place = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const open = () => {
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
    };
    const mark = (next) => {
      const all = options();
      if (!all.length) return;
      place = (next + all.length) % all.length;
      all.forEach((option, index) => option.setAttribute("aria-selected", String(index === place)));
      all[place].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", all[place].id);
    };
    const choose = (option) => {
      input.value = option.dataset.code;
      chosen.textContent = option.dataset.label;
      status.textContent = `${option.dataset.code} ${option.dataset.label}`;
      asked = input.value;
      close();
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const ask = async () => {
      const words = input.value.trim();
      if (words === asked) return;
      asked = words;
      if (words.length < 2) {
        close();
        return;
      }
      try {
        const address = `${box.dataset.suggestUrl}?q=${encodeURIComponent(words)}`;
        const answer = await fetch(address, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
        if (!answer.ok || words !== input.value.trim()) return;
        list.innerHTML = await answer.text();
        options().forEach((option, index) => {
          option.id = `${list.id}_${index}`;
          option.setAttribute("aria-selected", "false");
        });
        place = -1;
        input.removeAttribute("aria-activedescendant");
        const found = options().length;
        status.textContent = found ? `${found}. ${box.dataset.suggestSome}` : box.dataset.suggestNone;
        if (found && document.activeElement === input) open();
        else close();
      } catch {
        close(); // no connection: the field still takes a code or words
      }
    };

    input.addEventListener("input", () => {
      if (input.value !== asked) chosen.textContent = "";
      window.clearTimeout(waiting);
      waiting = window.setTimeout(ask, 180);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden && options().length) open();
        mark(place + (event.key === "ArrowDown" ? 1 : -1));
      } else if (event.key === "Enter" && !list.hidden && place >= 0) {
        event.preventDefault();
        choose(options()[place]);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      }
    });
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) choose(option);
    });
    input.addEventListener("blur", close);
  };

  const all = (root) => root.querySelectorAll("[data-suggest]:not([data-suggest-set])").forEach((box) => {
    box.setAttribute("data-suggest-set", "");
    set(box);
  });
  all(document);
  document.addEventListener("htmx:afterSettle", (event) => all(event.target));
})();
