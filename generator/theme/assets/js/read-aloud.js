// Reads the text of the page aloud with a voice of the reader's own device. A
// voice from the network is not used: it would tell another host what is read.
// Without a voice for the language of the page there is no button.
(() => {
  "use strict";
  const button = document.querySelector(".mb-read-aloud");
  const speech = window.speechSynthesis;
  if (!button || !speech) return;
  const label = button.lastElementChild;
  const { read, stop } = button.dataset;

  const voiceFor = (lang) => speech.getVoices().find((v) => v.localService && v.lang.toLowerCase().split(/[-_]/)[0] === lang);
  const languageOf = (e) => e.closest("[lang]").lang;

  // Paragraphs, headings and list entries, each once; tables have sentences
  // beside them, and what is folded away is not read.
  const blocks = "h1, h2, h3, h4, p, li, dt, dd, figcaption, summary";
  const texts = () => [...document.querySelectorAll(`main :is(${blocks})`)].filter((e) => !e.querySelector(blocks) && !e.closest("nav, table, svg, form") && e.checkVisibility());

  let going = false;
  const show = (now) => {
    going = now;
    label.textContent = going ? stop : read;
  };

  const start = () => {
    show(true);
    const said = texts().filter((e) => voiceFor(languageOf(e)));
    said.forEach((e, i) => {
      const part = new SpeechSynthesisUtterance(e.innerText);
      part.lang = languageOf(e);
      part.voice = voiceFor(part.lang);
      if (i === said.length - 1) part.onend = () => show(false);
      speech.speak(part);
    });
  };

  button.addEventListener("click", () => {
    speech.cancel();
    if (going) show(false);
    else start();
  });
  addEventListener("pagehide", () => speech.cancel());

  const offer = () => {
    button.hidden = !voiceFor(document.documentElement.lang);
  };
  speech.addEventListener("voiceschanged", offer);
  offer();
})();
