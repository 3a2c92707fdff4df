"use strict";
(() => {
  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  const form = document.getElementById("filters");
  const count = form.querySelector(".count");
  const states = [...document.querySelectorAll("details.state")].map((details) => {
    const rows = [...details.querySelectorAll("tbody tr")];
    return { details, rows, open: details.open, texts: null };
  });
  const total = states.reduce((sum, state) => sum + state.rows.length, 0);
  const filter = () => {
    const words = plain(form.elements.words.value).split(/\s+/).filter((word) => word);
    let shown = 0;
    for (const state of states) {
      state.texts = state.texts || state.rows.map((row) => plain(row.textContent));
      let here = 0;
      state.rows.forEach((row, index) => {
        const fits = words.every((word) => state.texts[index].includes(word));
        if (row.hidden === fits) row.hidden = !fits;
        if (fits) here += 1;
      });
      shown += here;
      state.details.hidden = !here;
      state.details.open = words.length ? here > 0 && here <= 500 : state.open;
    }
    count.textContent = `${shown} of ${total} documents`;
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  count.textContent = `${total} documents`;
  window.addEventListener("beforeprint", () => states.forEach((state) => { state.details.open = true; }));
})();
