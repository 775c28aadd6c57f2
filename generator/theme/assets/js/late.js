// Promised data: the reader's clock tells whether the day has gone by in Viet
// Nam. Without this script a sentence lets the reader tell.
(() => {
  "use strict";
  for (const promise of document.querySelectorAll(".mb-dataset-late")) {
    const over = Date.parse(`${promise.querySelector("time").dateTime}T23:59:59+07:00`);
    promise.querySelector("[data-perhaps]").hidden = true;
    promise.querySelector("[data-late]").hidden = Date.now() <= over;
  }
})();
