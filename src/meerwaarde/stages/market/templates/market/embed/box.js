{% load i18n %}// Puts the search box of {{ url|escapejs }} beside this script. It reads nothing of the page and keeps nothing.
(() => {
  "use strict";
  const here = document.currentScript;
  if (!here) return;
  const frame = document.createElement("iframe");
  frame.src = "{{ url|escapejs }}";
  frame.title = "{{ title|escapejs }}";
  frame.width = "100%";
  frame.height = "560";
  frame.loading = "lazy";
  frame.referrerPolicy = "no-referrer";
  here.after(frame);
})();
