"use strict";
(() => {
  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  for (const form of document.querySelectorAll("form.filters")) {
    const rows = [...document.querySelectorAll(`#${form.dataset.table} tbody tr`)];
    const texts = rows.map((row) => plain(row.textContent));
    const count = form.querySelector(".count");
    const filter = () => {
      const wanted = [...form.elements].filter((field) => field.name && field.value);
      let shown = 0;
      rows.forEach((row, index) => {
        const fits = wanted.every((field) =>
          field.name === "words"
            ? plain(field.value).split(/\s+/).every((word) => texts[index].includes(word))
            : (row.dataset[field.name] || "").split(" ").includes(field.value));
        row.hidden = !fits;
        if (fits) shown += 1;
      });
      count.textContent = `${shown} of ${rows.length} rows`;
    };
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    filter();
  }
  for (const table of document.querySelectorAll("table.matrix")) {
    table.addEventListener("mouseover", (event) => {
      const cell = event.target.closest("td, th");
      for (const lit of table.querySelectorAll(".lit")) lit.classList.remove("lit");
      if (!cell || cell.tagName !== "TD") return;
      for (const row of table.tBodies[0].rows) {
        const other = row.cells[cell.cellIndex];
        if (other && row.cells.length > cell.cellIndex) other.classList.add("lit");
      }
    });
  }
  const button = document.getElementById("notes-button");
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-pressed") !== "true";
    for (const details of document.querySelectorAll(".notes details")) details.open = open;
    button.setAttribute("aria-pressed", String(open));
    button.textContent = open ? "Hide all notes" : "Show all notes";
  });
  const menu = document.querySelector("details.menu");
  if (window.matchMedia("(max-width: 62rem)").matches) menu.open = false;
})();
