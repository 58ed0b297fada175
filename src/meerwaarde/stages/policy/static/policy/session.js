// A session that goes on: asks each second whether there is something new, and brings the page up to date.
// Without this script the page works as well, with the link that loads it again.
(() => {
  "use strict";
  const root = document.querySelector("[data-session]");
  if (!root) return;

  const EACH = 1000;
  const HIDDEN = 15000;
  const LONGEST = 15000;
  // A page that came back with a question stands at the address of the button: this is its own.
  const own = root.dataset.look;
  const again = () => window.location.assign(own);
  let revision = root.dataset.revision;
  let misses = 0;
  let timer = 0;
  let busy = false;
  let behind = false;

  root.querySelectorAll("[data-reload]").forEach((one) => one.remove());

  const unsaved = (region) =>
    [...region.querySelectorAll("input, textarea, select")].some((one) => {
      if (one.type === "hidden") return false;
      if (one.type === "radio" || one.type === "checkbox") return one.checked !== one.defaultChecked;
      if (one.tagName === "SELECT") return [...one.options].some((option) => option.selected !== option.defaultSelected);
      return one.value !== one.defaultValue;
    });

  const served = new Map();
  const remember = () =>
    document.querySelectorAll("[data-live]").forEach((one) => served.set(one.id, without(one.innerHTML)));
  // The token against forged requests differs in each answer and says nothing.
  const without = (html) => html.replace(/name="csrfmiddlewaretoken" value="[^"]*"/g, "");

  const renew = (page) => {
    let kept = false;
    const focused = document.activeElement?.id;
    for (const region of document.querySelectorAll("[data-live]")) {
      const fresh = page.getElementById(region.id);
      if (!fresh) continue;
      if (served.get(region.id) === without(fresh.innerHTML)) continue;
      if (unsaved(region)) {
        kept = true; // what somebody is typing is never taken away
        continue;
      }
      served.set(region.id, without(fresh.innerHTML));
      region.innerHTML = fresh.innerHTML;
    }
    if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus();
    behind = kept;
    const waiting = document.getElementById("session-behind");
    if (waiting) waiting.hidden = !kept;
  };

  const load = async () => {
    const answer = await fetch(own, { headers: { "X-Session": "look" } });
    if (!answer.ok) return again();
    renew(new DOMParser().parseFromString(await answer.text(), "text/html"));
    return undefined;
  };

  const turn = (state) => {
    // Another part of the session: a new page, unless somebody is still typing.
    if (unsaved(root) && !root.hasAttribute("data-scoring")) {
      const waiting = document.getElementById("session-turned");
      if (waiting) {
        waiting.hidden = false;
        root.dataset.state = state;
        return;
      }
    }
    again();
  };

  const ask = async () => {
    window.clearTimeout(timer);
    if (busy) return;
    busy = true;
    try {
      const answer = await fetch(`${root.dataset.pulse}?na=${revision}`, { cache: "no-store" });
      misses = 0;
      lost(false);
      if (answer.status === 404) {
        again();
        return;
      }
      if (answer.status === 200) {
        const told = await answer.json();
        if (told.state !== root.dataset.state) {
          revision = String(told.revision);
          turn(told.state);
        } else if (root.hasAttribute("data-scoring")) {
          revision = String(told.revision);
          const counts = document.getElementById("session-counts");
          if (counts && told.counts) counts.textContent = told.counts;
        } else {
          await load();
          revision = String(told.revision);
        }
      } else if (answer.status !== 204) {
        misses += 1;
      }
    } catch {
      misses += 1;
      lost(true);
    } finally {
      busy = false;
      next();
    }
  };

  const lost = (yes) => {
    const sign = document.getElementById("session-lost");
    if (sign) sign.hidden = !yes;
  };

  const next = () => {
    const still = document.hidden ? HIDDEN : EACH;
    const wait = misses ? Math.min(LONGEST, EACH * 2 ** Math.min(misses, 4)) : still;
    timer = window.setTimeout(ask, wait);
  };

  document.addEventListener("visibilitychange", () => !document.hidden && ask());
  window.addEventListener("online", ask);
  document.addEventListener("focusout", () => {
    if (behind) window.setTimeout(load, 50);
  });

  // What a lost connection kept here until the scores were shown can no longer be sent: say so, once.
  if (!root.hasAttribute("data-scoring") && root.dataset.number) {
    try {
      const place = `meerwaarde:scores:${root.dataset.number}`;
      if (window.localStorage.getItem(place)) {
        window.localStorage.removeItem(place);
        document.getElementById("session-late").hidden = false;
      }
    } catch {
      // Nothing was kept then.
    }
  }

  remember();
  // Thirty screens that were opened by the same tap do not ask in the same moment.
  timer = window.setTimeout(ask, Math.random() * EACH);
})();
