// The menu on a phone: without this script the navigation simply stands open below the header.
(() => {
  "use strict";
  const button = document.querySelector("[data-menu]");
  const navigation = button && document.getElementById(button.getAttribute("aria-controls"));
  if (navigation) {
    const show = (open) => {
      navigation.toggleAttribute("data-closed", !open);
      button.setAttribute("aria-expanded", String(open));
    };
    button.hidden = false;
    show(false);
    button.addEventListener("click", () => show(navigation.hasAttribute("data-closed")));
    navigation.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !navigation.hasAttribute("data-closed")) {
        show(false);
        button.focus();
      }
    });
  }

  // What folds open in the header closes with Escape, or when the focus or a click goes elsewhere.
  for (const fold of document.querySelectorAll(".mw-person, .mw-nav__fold")) {
    const close = () => fold.removeAttribute("open");
    fold.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && fold.open) {
        event.stopPropagation();
        close();
        fold.querySelector("summary").focus();
      }
    });
    document.addEventListener("click", (event) => fold.contains(event.target) || close());
    fold.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !fold.contains(event.relatedTarget)) close();
    });
  }
})();
