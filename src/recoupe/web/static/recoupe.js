// Small comforts; every page works without them.
"use strict";

// "/" puts the cursor in the search field, unless something is being typed.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const field = document.getElementById("find-words");
    if (field) {
      event.preventDefault();
      field.focus();
    }
  }
});

// A choice in a form of filters is applied at once.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form.filters");
  if (form && event.target.matches("select") && event.isTrusted && form.dataset.eager !== undefined) {
    form.requestSubmit();
  }
});

// Fields left blank do not clutter the address.
document.addEventListener("submit", (event) => {
  if (event.target.method === "get") {
    for (const field of event.target.elements) {
      if (field.name && !field.value) field.disabled = true;
    }
  }
});

// Going back finds the fields usable again.
window.addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form[method=get] [disabled]")) field.disabled = false;
});
