// Text size: four steps, kept for the next page. The page does not wait for it;
// the buttons stay hidden without it.
(() => {
  "use strict";
  const key = "mb-text-size";
  const last = 4;
  const root = document.documentElement;

  const stored = () => {
    try {
      const size = Number(localStorage.getItem(key));
      return Number.isInteger(size) && size >= 1 && size <= last ? size : 1;
    } catch {
      return 1; // storage is switched off
    }
  };

  let size = stored();

  const apply = () => {
    root.dataset.textSize = String(size);
  };

  apply();

  const control = document.querySelector(".mb-text-size");
  const said = control.querySelector("[role=status]");
  const buttons = [...control.querySelectorAll("button")];

  const mark = () => {
    for (const button of buttons) {
      const next = size + Number(button.dataset.step);
      button.setAttribute("aria-disabled", String(next < 1 || next > last));
    }
  };

  for (const button of buttons) {
    button.addEventListener("click", () => {
      const next = size + Number(button.dataset.step);
      if (next < 1 || next > last) return;
      size = next;
      apply();
      mark();
      said.textContent = said.dataset.text.replace("{n}", `${size}/${last}`);
      try {
        localStorage.setItem(key, String(size));
      } catch {
        // The size holds for this page only.
      }
    });
  }

  mark();
  control.hidden = false;
})();
