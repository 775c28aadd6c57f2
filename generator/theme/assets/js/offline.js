// Keeps pages that were visited readable without a network, see sw.js.
(() => {
  "use strict";
  if (!("serviceWorker" in navigator)) return;
  const worker = new URL("../sw.js", document.currentScript.src);
  addEventListener("load", () => {
    navigator.serviceWorker.register(worker).catch(() => {
      // A browser may refuse, as in private windows: the site works without.
    });
  });
})();
