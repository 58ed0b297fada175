// A file of payments goes to the server in parts, with progress, and goes on where it was after a broken connection.
// Without this script the form sends the file as a whole.
(() => {
  "use strict";
  const form = document.querySelector("form[data-part-url]");
  const input = form?.querySelector("input[type=file]");
  if (!input) return;
  const PART = 4 * 1024 * 1024;
  const TRIES = 4;
  const box = form.querySelector("[data-upload]");
  const bar = box.querySelector("progress");
  const said = box.querySelector("[role=status]");
  const button = form.querySelector("button[type=submit]");
  const say = form.dataset;
  let busy = false;
  let begun = { file: null, key: "" };

  const size = (bytes) =>
    new Intl.NumberFormat(document.documentElement.lang || "nl", {
      style: "unit",
      unit: "megabyte",
      maximumFractionDigits: 1,
    }).format(bytes / 1e6);

  const newKey = () =>
    [...window.crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");

  const pause = (seconds) => new Promise((done) => window.setTimeout(done, seconds * 1000));

  const send = async (file, key, offset) => {
    const address = `${say.partUrl}?sleutel=${key}&vanaf=${offset}`;
    const answer = await fetch(address, {
      method: "POST",
      body: file.slice(offset, offset + PART),
      headers: {
        "Content-Type": "application/octet-stream",
        "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value,
      },
    });
    // 409: the server holds another number of bytes than we thought. It says how many; go on from there.
    if (!answer.ok && answer.status !== 409) throw new Error(String(answer.status));
    return (await answer.json()).held;
  };

  const sendAll = async (file, key) => {
    let held = 0;
    let failed = 0;
    while (held < file.size) {
      try {
        held = await send(file, key, held);
        failed = 0;
      } catch (error) {
        failed += 1;
        if (failed >= TRIES) throw error;
        await pause(2 ** failed);
        continue;
      }
      bar.value = Math.round((100 * held) / file.size);
      said.textContent = say.saySaid.replace("{done}", size(held)).replace("{total}", size(file.size));
    }
  };

  form.addEventListener(
    "submit",
    async (event) => {
      const file = input.files?.[0];
      if (!file || !file.size) return; // the server says what is wrong
      event.preventDefault();
      event.stopImmediatePropagation();
      if (busy) return;
      box.hidden = false;
      if (file.size > Number(say.mostBytes)) {
        said.textContent = say.sayLarge;
        return;
      }
      busy = true;
      button.setAttribute("aria-disabled", "true");
      if (begun.file !== file) begun = { file, key: newKey() };
      try {
        await sendAll(file, begun.key);
        said.textContent = say.sayWhole;
        form.querySelector("[name=key]").value = begun.key;
        form.querySelector("[name=name]").value = file.name;
        input.disabled = true; // it is there already
        form.submit();
      } catch {
        said.textContent = say.sayBroken;
        busy = false;
        button.removeAttribute("aria-disabled");
      }
    },
    true,
  );
})();
