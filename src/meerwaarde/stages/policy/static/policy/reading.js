/* Selecting with the mouse chooses the sentences under it; everything also works without this. */
"use strict";
(function () {
  const form = document.querySelector("form[data-reading]");
  if (!form) return;
  form.addEventListener("mouseup", function () {
    const selection = window.getSelection();
    if (!selection || selection.isCollapsed || selection.toString().trim().length < 8) return;
    const chosen = [];
    for (const box of form.querySelectorAll(".mw-sentence__box")) {
      if (selection.containsNode(box.nextElementSibling, true)) chosen.push(box);
    }
    /* Within one sentence a click on its label has chosen it already. */
    if (chosen.length < 2) return;
    window.setTimeout(function () {
      for (const box of chosen) box.checked = true;
      selection.removeAllRanges();
    }, 0);
  });
})();
