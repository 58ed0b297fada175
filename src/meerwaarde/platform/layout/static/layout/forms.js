// Forms: send once, warn before typed text is lost, keep a draft in this browser, and lead to the mistakes.
(() => {
  "use strict";
  const KEPT_FOR = 14 * 24 * 60 * 60 * 1000;
  const said = (id) => document.getElementById(id)?.content.cloneNode(true);

  document.querySelector("[data-focus]")?.focus();

  // A browser that comes back to a page from its memory shows buttons as they were left: wake them.
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("[data-sent]").forEach((form) => release(form));
  });

  const release = (form) => {
    form.removeAttribute("data-sent");
    form.querySelectorAll("button[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-guard]") || event.defaultPrevented) return;
    if (form.hasAttribute("data-sent")) {
      event.preventDefault();
      return;
    }
    form.setAttribute("data-sent", "");
    event.submitter?.setAttribute("aria-disabled", "true");
    // Should the connection hang, a person may try again.
    window.setTimeout(() => release(form), 20000);
  });

  const values = (form) =>
    [...new FormData(form)].filter(
      ([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken" && !name.endsWith("_FORMS"),
    );
  const secret = (form) => Boolean(form.querySelector("input[type=password]"));
  const place = (form) => `meerwaarde:draft:${form.dataset.draftKey}`;
  const store = {
    read: (key) => {
      try {
        return JSON.parse(window.localStorage.getItem(key));
      } catch {
        return null;
      }
    },
    write: (key, value) => {
      try {
        window.localStorage.setItem(key, JSON.stringify(value));
      } catch {
        // No room or not allowed: the form works without a draft.
      }
    },
    drop: (key) => {
      try {
        window.localStorage.removeItem(key);
      } catch {
        // Nothing was kept then.
      }
    },
  };

  // A form that was sent and does not come back with mistakes is saved: its draft may go. The page for a server error
  // runs no script. The door that asks to log in first saved nothing: there the draft stays, and is told of.
  const SENT = "meerwaarde:sent";
  const sent = window.sessionStorage.getItem(SENT);
  if (sent) {
    window.sessionStorage.removeItem(SENT);
    if (document.body.classList.contains("mw-body--entrance")) {
      const told = document.querySelector("[data-draft-waits]");
      if (told && store.read(sent)) told.hidden = false;
    } else {
      const again = [...document.querySelectorAll("form[data-draft-key]")].find((form) => place(form) === sent);
      if (!again?.querySelector("[data-focus]")) store.drop(sent);
    }
  }
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.draftKey && !event.defaultPrevented) {
      window.sessionStorage.setItem(SENT, place(event.target));
    }
  });

  const put = (form, kept) => {
    const given = new Map();
    kept.forEach(([name, value]) => given.set(name, [...(given.get(name) || []), value]));
    [...form.elements].forEach((field) => {
      if (!field.name || field.type === "hidden" || field.type === "file" || field.type === "submit") return;
      const wanted = given.get(field.name);
      if (field.type === "checkbox" || field.type === "radio") field.checked = Boolean(wanted?.includes(field.value));
      else if (wanted) field.value = wanted.shift();
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  };

  const offer = (form, kept) => {
    const message = said("say-draft");
    if (!message) return;
    form.prepend(message);
    const shown = form.querySelector(".mw-draft");
    shown.addEventListener("click", (event) => {
      const choice = event.target.closest("[data-draft]")?.dataset.draft;
      if (!choice) return;
      if (choice === "restore") put(form, kept);
      else store.drop(place(form));
      shown.remove();
      form.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    });
  };

  document.querySelectorAll("form[method=post]").forEach((form) => {
    if (!form.matches("[data-guard]") || secret(form)) return;
    const first = JSON.stringify(values(form));
    let dirty = false;

    if (form.dataset.draftKey) {
      const kept = store.read(place(form));
      if (kept && Date.now() - kept.when > KEPT_FOR) store.drop(place(form));
      else if (kept && JSON.stringify(kept.values) !== first && !form.querySelector("[data-focus]")) offer(form, kept.values);
    }

    const keep = () => {
      const now = values(form);
      dirty = JSON.stringify(now) !== first;
      if (form.dataset.draftKey && dirty) store.write(place(form), { when: Date.now(), values: now });
    };
    let waiting = 0;
    form.addEventListener("input", () => {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(keep, 300);
    });
    // Who types and sends at once is faster than the pause above.
    form.addEventListener("submit", () => {
      window.clearTimeout(waiting);
      keep();
    });

    window.addEventListener("beforeunload", (event) => {
      if (dirty && !form.hasAttribute("data-sent")) event.preventDefault();
    });
  });
})();
