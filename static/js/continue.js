// Presses the button of a form that goes on by itself. Without this file the reader presses it.
"use strict";
for (const form of document.querySelectorAll("form[data-continue]")) {
  setTimeout(() => form.submit(), 500);
}
