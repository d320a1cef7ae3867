// Watches where the focus goes while the Tab key is pressed, and tells what somebody at a keyboard would miss.
// `watch()` before the first Tab, `found()` after the last; `marks()` looks at every element once without pressing.
"use strict";

window.dsarFocus = (() => {
  const STOPS = 'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex]';
  const MARKS = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "backgroundColor", "borderTopColor"];

  const name = (one) => {
    const words = one.outerHTML.replace(/\s+/g, " ").replace(/="\/static[^"]*"/g, "");
    return words.length > 140 ? `${words.slice(0, 140)}…` : words;
  };
  const reachable = (one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true });

  // Of a group of radio buttons Tab stops at one.
  const stops = () => {
    const groups = new Set();
    return [...document.querySelectorAll(STOPS)].filter(reachable).filter((one) => {
      const group = one.type === "radio" ? `${[...document.forms].indexOf(one.form)} ${one.name}` : "";
      return !group || (!groups.has(group) && groups.add(group));
    });
  };

  // A control may show its focus itself, or its label beside it may.
  const look = (one) => {
    const parts = [one, one.nextElementSibling].filter(Boolean);
    return parts.flatMap((part) => [null, "::before", "::after"].map((pseudo) => {
      const style = getComputedStyle(part, pseudo);
      return Object.fromEntries(MARKS.map((mark) => [mark, style[mark]]));
    }));
  };
  const clear = (colour) => /^rgba\(.*, 0\)$/.test(colour);
  const marked = (before, now, forced) => now.some((style, index) => {
    const was = before[index] || {};
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1 &&
      was.outlineStyle !== style.outlineStyle;
    if (outlined && (forced || !clear(style.outlineColor))) {
      return true;
    }
    return !forced && (style.boxShadow !== was.boxShadow || style.backgroundColor !== was.backgroundColor);
  });

  const covered = (one) => {
    const box = [...one.getClientRects()].find((rect) => rect.width && rect.height) || one.getBoundingClientRect();
    if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) {
      return "is off the screen";
    }
    const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
    const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
    const there = document.elementFromPoint(x, y);
    const same = there && (one.contains(there) || [...(one.labels || [])].includes(there));
    return same ? "" : `is under ${there ? name(there) : "nothing"}`;
  };

  let problems = [];
  let seen = new Set();
  let before = new Map();
  let expected = [];

  const inspect = () => {
    const one = document.activeElement;
    if (one === document.body || seen.has(one)) {
      return;
    }
    seen.add(one);
    const hidden = covered(one);
    if (hidden) {
      problems.push(`focus ${hidden}: ${name(one)}`);
    }
    if (!marked(before.get(one) || [], look(one), false)) {
      problems.push(`focus does not show: ${name(one)}`);
    }
  };

  const watch = () => {
    expected = stops();
    problems = [];
    seen = new Set();
    before = new Map([...document.querySelectorAll("*")].filter((one) => one.tabIndex >= 0).map((one) => [one, look(one)]));
    document.addEventListener("keydown", inspect, true);
    return expected.length;
  };

  const missed = () => {
    inspect();
    return expected.filter((one) => !seen.has(one) && !(one.type === "radio" && [...seen].some(
      (other) => other.name === one.name && other.form === one.form)));
  };

  const found = () => {
    const never = missed();
    document.removeEventListener("keydown", inspect, true);
    return [...problems, ...never.map((one) => `Tab does not come at: ${name(one)}`)];
  };

  const marks = () => {
    const all = stops();
    document.activeElement.blur();
    const found = [];
    for (const one of all) {
      const was = look(one);
      one.focus({ focusVisible: true, preventScroll: true });
      if (!marked(was, look(one), true)) {
        found.push(`focus does not show in forced colours: ${name(one)}`);
      }
      const style = getComputedStyle(one);
      if (one.matches("button, .govuk-button, input:not([type=radio], [type=checkbox], [type=file]), select, textarea")
          && (style.borderTopStyle === "none" || style.borderTopWidth === "0px")) {
        found.push(`no border in forced colours: ${name(one)}`);
      }
      one.blur();
    }
    return found;
  };

  const names = () => [...document.querySelectorAll(STOPS)].filter(reachable).map(name);

  // The button of whoever presses Enter: the first one.
  const sendEmpty = (number) => {
    const form = document.querySelectorAll('main form[method="post"]')[number];
    for (const field of form.elements) {
      if (field.type === "radio" || field.type === "checkbox") {
        field.checked = false;
      } else if (field.matches("input:not([type=hidden], [type=submit], [type=file]), textarea")) {
        field.value = "";
      } else if (field.matches("select")) {
        field.selectedIndex = 0;
      }
    }
    form.noValidate = true;
    form.requestSubmit([...form.elements].find((field) => field.type === "submit"));
  };

  return { watch, missed: () => missed().length, found, marks, names, sendEmpty };
})();
