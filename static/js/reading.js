// Marks what is hard to read while somebody writes: after a pause it sends the field's text and shows what comes back.
// Without this script the same remarks come with "Voorbeeld bijwerken".
"use strict";

(() => {
  const PAUSE = 900; // milliseconds without a keystroke
  const token = document.querySelector('input[name="csrf_token"]');

  const watch = (box) => {
    const field = document.getElementById(box.dataset.reading);
    if (!field || !token) {
      return;
    }
    let timer = 0;
    let asked = 0;

    const ask = async () => {
      asked += 1;
      const mine = asked;
      const body = new URLSearchParams({ text: field.value, language: box.dataset.language });
      try {
        const answer = await fetch(box.dataset.url, { method: "POST", body, headers: { "X-CSRFToken": token.value } });
        if (answer.ok && !answer.redirected && mine === asked) {
          box.innerHTML = await answer.text();
        }
      } catch {
        // No connection: writing goes on, and the remarks come with the preview.
      }
    };

    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    });
  };

  document.querySelectorAll("[data-reading]").forEach(watch);
})();
