// Says that the connection was lost or that the server failed, without touching what a person typed.
(() => {
  "use strict";
  const toasts = document.getElementById("toasts");
  if (!toasts) return;

  const clear = (kind) => toasts.querySelectorAll(`[data-kind="${kind}"]`).forEach((one) => one.remove());
  const say = (id, kind, seconds) => {
    const message = document.getElementById(id);
    if (!message) return;
    clear(kind);
    toasts.append(message.content.cloneNode(true));
    if (seconds) window.setTimeout(() => clear(kind), seconds * 1000);
  };
  const lost = () => say("say-connection-lost", "connection");
  const back = () => {
    if (toasts.querySelector('[data-kind="connection"]')) say("say-connection-back", "connection", 5);
  };

  window.addEventListener("offline", lost);
  window.addEventListener("online", back);
  document.addEventListener("htmx:sendError", lost);
  document.addEventListener("htmx:timeout", lost);
  document.addEventListener("htmx:afterRequest", (event) => event.detail.successful && back());
  document.addEventListener("htmx:responseError", (event) => {
    // A form that comes back with mistakes (422) is an answer, not a failure.
    if (event.detail.xhr.status !== 422) say("say-server-error", "server", 12);
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 422) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });

  // A plain form that is sent while there is no connection would leave the page, and what was typed with it.
  document.addEventListener(
    "submit",
    (event) => {
      if (!navigator.onLine) {
        event.preventDefault();
        lost();
      }
    },
    true,
  );
})();
