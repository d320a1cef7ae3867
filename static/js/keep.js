// Keeps on the server what somebody types and does not send: the way back in a browser shows an empty form. Without
// this script a form is kept when it is sent.
"use strict";

(() => {
  const PAUSE = 2000; // milliseconds without a keystroke
  const { url, path } = document.currentScript.dataset;

  // A form that has a button called "action" hides its own property of that name.
  const where = (form) => {
    const target = new URL(form.getAttribute("action") ?? "", location.href);
    return target.pathname + target.search;
  };

  const watch = (form) => {
    let timer = 0;
    let changed = false;

    const keep = (last) => {
      clearTimeout(timer);
      if (!changed) {
        return;
      }
      changed = false;
      const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
      body.set(path, where(form));
      const again = () => {
        changed = true; // it was not kept: it is tried again with the next keystroke
      };
      fetch(url, { method: "POST", body, keepalive: last }).then((answer) => answer.ok || again(), again);
    };

    form.addEventListener("input", () => {
      changed = true;
      clearTimeout(timer);
      timer = setTimeout(keep, PAUSE);
    });
    form.addEventListener("submit", () => {
      changed = false;
      clearTimeout(timer);
    });
    addEventListener("pagehide", () => keep(true));
  };

  for (const form of document.forms) {
    if (form.getAttribute("method") === "post" && form.querySelector('input[name$="form_key"]') && !form.querySelector('[type="password"]')) {
      watch(form);
    }
  }
})();
