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

  // An open person menu closes with Escape, or when the focus or a click goes elsewhere.
  const person = document.querySelector(".mw-person");
  if (person) {
    const close = () => person.removeAttribute("open");
    person.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && person.open) {
        close();
        person.querySelector("summary").focus();
      }
    });
    document.addEventListener("click", (event) => person.contains(event.target) || close());
    person.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !person.contains(event.relatedTarget)) close();
    });
  }
})();
