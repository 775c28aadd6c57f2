// Loads the page again when the preview has something newer than it shows.
(function () {
  const shown = document.currentScript.dataset.version;
  const news = new EventSource('/__minhbach/events');
  news.onmessage = function (event) {
    if (event.data !== shown) location.reload();
  };
  // A page that is left must not hold one of the browser's few connections.
  addEventListener('pagehide', function () { news.close(); });
})();
