// Shows a field only while the choice that it belongs to is made. Without this script every field is there and says
// itself for which choice it is meant.
"use strict";

(() => {
  const fields = document.querySelectorAll("[data-when]");

  const chosen = (name) => {
    const options = [...document.getElementsByName(name)].filter((one) => one.type !== "radio" || one.checked);
    return options.length ? options[0].value : "";
  };

  const update = () => {
    for (const field of fields) {
      const wanted = field.dataset.is.split(" ");
      field.hidden = !wanted.includes(chosen(field.dataset.when)) && !field.querySelector(".govuk-error-message");
    }
  };

  document.addEventListener("change", update);
  addEventListener("pageshow", update); // a browser's way back fills in what was chosen after the page was read
  update();
})();
