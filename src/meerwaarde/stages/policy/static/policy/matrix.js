// Walk through the matrix with the arrow keys, and read a cell beside it. Without this script each cell is a link.
(() => {
  const wall = document.querySelector("[data-wall]");
  const place = document.getElementById("vak");
  if (!wall || !place) return;

  const rows = [...wall.querySelectorAll("tbody tr")]
    .map((row) => [...row.querySelectorAll("[data-cell]")])
    .filter((row) => row.length);
  if (!rows.length) return;

  const beside = () => getComputedStyle(place).display !== "none";

  function where(cell) {
    const row = rows.findIndex((found) => found.includes(cell));
    return [row, rows[row].indexOf(cell)];
  }

  function stepTo(cell) {
    // One stop for the tab key in the whole matrix: the arrows do the rest.
    for (const row of rows) for (const one of row) one.tabIndex = one === cell ? 0 : -1;
  }

  const steps = {
    ArrowUp: (row, column) => [row - 1, column],
    ArrowDown: (row, column) => [row + 1, column],
    ArrowLeft: (row, column) => [row, column - 1],
    ArrowRight: (row, column) => [row, column + 1],
    Home: (row) => [row, 0],
    End: (row) => [row, rows[row].length - 1],
  };

  wall.addEventListener("keydown", (event) => {
    const cell = event.target.closest("[data-cell]");
    const step = steps[event.key];
    if (!cell || !step || event.ctrlKey || event.metaKey || event.altKey) return;
    const [row, column] = step(...where(cell));
    const next = rows[row]?.[column];
    event.preventDefault();
    if (!next) return;
    stepTo(next);
    next.focus();
  });

  wall.addEventListener("click", (event) => {
    const cell = event.target.closest("[data-cell]");
    if (!cell || event.ctrlKey || event.metaKey || event.shiftKey || !beside() || !window.htmx) return;
    event.preventDefault();
    stepTo(cell);
    open(cell);
  });

  let opened = null;

  function open(cell) {
    const back = new URLSearchParams({ deel: "1", terug: location.search.slice(1) });
    opened = cell;
    for (const one of wall.querySelectorAll("[aria-current]")) one.removeAttribute("aria-current");
    cell.setAttribute("aria-current", "true");
    window.htmx.ajax("GET", `${cell.getAttribute("href")}?${back}`, { target: place, swap: "innerHTML" }).then(() => {
      place.querySelector("#vak-title")?.focus({ preventScroll: true });
    });
  }

  place.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && opened) opened.focus();
  });

  const chosen = location.hash.startsWith("#v-") && document.getElementById(location.hash.slice(1));
  stepTo(chosen || rows[0][0]);
  if (chosen && beside() && window.htmx) open(chosen);
})();
