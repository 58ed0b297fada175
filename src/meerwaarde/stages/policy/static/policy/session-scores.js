// Scores are kept with each tap. What could not be sent waits in this browser and is sent later; the page says
// what is not kept yet.
(() => {
  "use strict";
  const form = document.querySelector("form[data-scores]");
  if (!form) return;

  const place = `meerwaarde:scores:${form.dataset.scores}`;
  const sign = document.getElementById("session-kept");
  const words = form.dataset;
  const read = () => {
    try {
      return JSON.parse(window.localStorage.getItem(place)) ?? {};
    } catch {
      return {};
    }
  };
  const write = (waiting) => {
    try {
      if (Object.keys(waiting).length) window.localStorage.setItem(place, JSON.stringify(waiting));
      else window.localStorage.removeItem(place);
    } catch {
      // No room or not allowed: what waits stays in memory until this page is left.
    }
  };

  let waiting = read();
  let sending = false;
  let misses = 0;
  let timer = 0;

  const chosen = (name) => form.querySelector(`input[name="${name}"]:checked`)?.value ?? "";
  const given = (area) => ({
    present: chosen(`present-${area}`),
    desired: chosen(`desired-${area}`),
    remark: form.querySelector(`[name="remark-${area}"]`)?.value ?? "",
  });

  const say = () => {
    const count = Object.keys(waiting).length;
    if (sign) {
      const said = count ? (misses ? words.saidLost.replace("{count}", String(count)) : words.saidBusy) : words.saidKept;
      if (sign.textContent !== said) sign.textContent = said;
      sign.dataset.kept = count ? (misses ? "lost" : "busy") : "yes";
    }
    let done = 0;
    const areas = form.querySelectorAll("[data-area]");
    areas.forEach((one) => {
      const now = form.querySelector(`input[name="present-${one.dataset.area}"]:checked`);
      const then = form.querySelector(`input[name="desired-${one.dataset.area}"]:checked`);
      const complete = now && then;
      one.classList.toggle("mw-score--done", Boolean(complete));
      if (complete) done += 1;
    });
    const progress = document.getElementById("session-progress");
    if (progress) {
      progress.textContent = words.saidProgress
        .replace("{done}", String(done))
        .replace("{all}", String(areas.length));
    }
  };

  const token = () => form.querySelector("[name=csrfmiddlewaretoken]").value;
  const freshToken = async () => {
    const page = await fetch(form.dataset.look, { cache: "no-store" });
    const found = new DOMParser()
      .parseFromString(await page.text(), "text/html")
      .querySelector("form[data-scores] [name=csrfmiddlewaretoken]");
    if (found) form.querySelector("[name=csrfmiddlewaretoken]").value = found.value;
  };

  const send = async () => {
    window.clearTimeout(timer);
    if (sending || !Object.keys(waiting).length) return;
    sending = true;
    const batch = { ...waiting };
    const body = new FormData();
    body.append("csrfmiddlewaretoken", token());
    for (const [area, values] of Object.entries(batch)) {
      for (const [name, value] of Object.entries(values)) body.append(`${name}-${area}`, value);
    }
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body,
        headers: { "X-Session": "tap" },
        redirect: "manual",
      });
      if (answer.status === 200) {
        misses = 0;
        for (const [area, values] of Object.entries(batch)) {
          if (JSON.stringify(waiting[area]) === JSON.stringify(values)) delete waiting[area];
        }
        write(waiting);
        const told = await answer.json();
        const drawing = document.querySelector("#own-web .mw-chart__drawing");
        if (drawing && told.web) drawing.outerHTML = told.web;
      } else if (answer.status === 409 || answer.status === 422) {
        const told = await answer.json();
        waiting = {};
        write(waiting);
        sign.textContent = told.late ?? told.problem ?? "";
        sign.dataset.kept = "refused";
        sending = false;
        return;
      } else if (answer.status === 404) {
        window.location.reload();
      } else {
        misses += 1;
        if (answer.status === 403) await freshToken();
      }
    } catch {
      misses += 1;
    }
    sending = false;
    say();
    if (Object.keys(waiting).length) {
      timer = window.setTimeout(send, misses ? Math.min(15000, 1000 * 2 ** Math.min(misses, 4)) : 50);
    }
  };

  const keep = (area) => {
    waiting[area] = given(area);
    write(waiting);
    say();
    send();
  };

  let typing = 0;
  form.addEventListener("change", (event) => {
    const area = event.target.closest("[data-area]")?.dataset.area;
    if (area) keep(area);
  });
  form.addEventListener("input", (event) => {
    if (event.target.tagName !== "TEXTAREA") return;
    const area = event.target.closest("[data-area]").dataset.area;
    window.clearTimeout(typing);
    typing = window.setTimeout(() => keep(area), 800);
  });
  window.addEventListener("online", send);
  document.addEventListener("visibilitychange", () => !document.hidden && send());

  // What waited when this page was left stands in the form again, and is sent.
  for (const [area, values] of Object.entries(waiting)) {
    for (const name of ["present", "desired"]) {
      const input = form.querySelector(`input[name="${name}-${area}"][value="${values[name]}"]`);
      if (input && (values[name] !== "" || chosen(`${name}-${area}`))) input.checked = true;
    }
    const remark = form.querySelector(`[name="remark-${area}"]`);
    if (remark) remark.value = values.remark;
  }
  document.querySelectorAll("[data-without-script]").forEach((one) => one.remove());

  // "I am ready" waits for what is still on its way.
  document.querySelectorAll("form[data-ready]").forEach((ready) =>
    ready.addEventListener("submit", (event) => {
      if (!Object.keys(waiting).length) return;
      event.preventDefault();
      send().then(() => !Object.keys(waiting).length && ready.submit());
    }),
  );
  say();
  send();
})();
