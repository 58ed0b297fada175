// The one search: "/" goes to the box, results come as one types, arrow keys walk through them. Without this
// script the box sends its words and the page of results answers.
(() => {
  "use strict";
  const input = document.getElementById("search-everything");
  if (!input) return;
  const box = input.closest("form");

  const typing = (place) => place.closest("input, textarea, select, [contenteditable=true]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });

  if (box.hasAttribute("data-search-page")) walkPage();
  else walkPanel();

  // On the page of results: down from the box into the list, up again, Escape back to the box.
  function walkPage() {
    document.addEventListener("keydown", (event) => {
      const hits = [...document.querySelectorAll("[data-search-hit]")];
      const place = hits.indexOf(document.activeElement);
      if (document.activeElement !== input && place < 0) return;
      if (event.key === "ArrowDown" && hits[place + 1]) {
        event.preventDefault();
        hits[place + 1].focus();
      } else if (event.key === "ArrowUp" && place >= 0) {
        event.preventDefault();
        (hits[place - 1] || input).focus();
      } else if (event.key === "Escape" && place >= 0) {
        input.focus();
      }
    });
  }

  // In the header: a combobox after the ARIA pattern, with a panel below it.
  function walkPanel() {
    const panel = document.getElementById("search-finder");
    let asked = "";
    let waiting = 0;
    let place = -1;
    let asking = null;

    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", "search-options");
    input.setAttribute("aria-expanded", "false");

    const options = () => [...panel.querySelectorAll("[role=option]")];
    const close = () => {
      panel.hidden = true;
      place = -1;
      options().forEach((option) => option.setAttribute("aria-selected", "false"));
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const open = () => {
      panel.hidden = false;
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
    const ask = async () => {
      const words = input.value.trim();
      if (words === asked) return;
      asked = words;
      if (asking) asking.abort();
      if (words.length < 2) {
        close();
        return;
      }
      asking = new AbortController();
      try {
        const answer = await fetch(`${box.getAttribute("action")}?q=${encodeURIComponent(words)}`, {
          headers: { "HX-Request": "true", "HX-Target": panel.id },
          credentials: "same-origin",
          signal: asking.signal,
        });
        if (!answer.ok || answer.redirected || words !== input.value.trim()) return;
        panel.innerHTML = await answer.text();
        options().forEach((option, index) => {
          option.id = `search-option-${index}`;
        });
        place = -1;
        input.removeAttribute("aria-activedescendant");
        if (box.contains(document.activeElement)) open();
      } catch {
        // No connection, or the next letter came first: Enter still asks for the page of results.
      }
    };

    input.addEventListener("input", () => {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(ask, 180);
    });
    input.addEventListener("focus", () => {
      if (asked.length > 1 && input.value.trim() === asked && panel.innerHTML) open();
    });
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !panel.hidden) {
        event.preventDefault();
        input.focus();
        close();
        return;
      }
      if (event.target !== input) return;
      if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options().length) {
        event.preventDefault();
        if (panel.hidden) open();
        mark(place < 0 && event.key === "ArrowUp" ? -1 : place + (event.key === "ArrowDown" ? 1 : -1));
      } else if (event.key === "Enter" && !panel.hidden && place >= 0) {
        event.preventDefault();
        options()[place].click();
      }
    });
    box.addEventListener("focusout", (event) => {
      if (!box.contains(event.relatedTarget)) close();
    });
    panel.addEventListener("mousedown", (event) => {
      if (!event.target.closest("a")) event.preventDefault(); // a click beside a link keeps the panel open
    });
  }
})();
