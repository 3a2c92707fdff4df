"use strict";
(() => {
  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  const form = document.getElementById("filters");
  const changes = [...document.querySelectorAll("section.change")];
  const texts = changes.map((change) => plain(change.textContent));
  const count = form.querySelector(".count");
  const filter = () => {
    const wanted = [...form.elements].filter((field) => field.name && field.value);
    let shown = 0;
    changes.forEach((change, index) => {
      const fits = wanted.every((field) =>
        field.name === "words"
          ? plain(field.value).split(/\s+/).every((word) => texts[index].includes(word))
          : (change.dataset[field.name] || "").split("\n").includes(field.value));
      change.hidden = !fits;
      if (fits) shown += 1;
    });
    count.textContent = `${shown} of ${changes.length} shown`;
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();
  const button = document.getElementById("redline-button");
  const main = document.getElementById("main");
  button.addEventListener("click", () => {
    const redline = main.classList.toggle("as-redline");
    button.setAttribute("aria-pressed", String(redline));
    button.textContent = redline ? "Show side by side" : "Show as one redline";
  });
})();
