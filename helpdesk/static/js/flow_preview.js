// Draws the guide anew while a step is written, and shows only the fields of the way on that is chosen.

import { debounced, postForm } from "./server.js";

export function enhance(fields) {
  const form = fields.closest("form");

  const draw = async () => {
    try {
      const answer = await postForm(fields.dataset.url, Object.fromEntries(new FormData(form)));
      if (!answer.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      ["[data-flow-faults]", "[data-flow-chart]"].forEach((part) => replace(fresh, part));
    } catch {
      // Without an answer the drawing stays as it was; saving draws it anew.
    }
  };

  const show = () => {
    const chosen = form.querySelector("[name=goes_on]:checked")?.value;
    fields.querySelectorAll("[data-when]").forEach((part) => {
      part.hidden = part.dataset.when !== chosen;
      // What is not shown is not sent: a way that was given up leaves nothing behind.
      part.querySelectorAll("input, select").forEach((field) => {
        field.disabled = part.hidden;
      });
    });
  };

  form.addEventListener("input", debounced(draw, 400));
  fields.addEventListener("change", show);
  show();
}

// What is the same is left alone, so that a screen reader says only what is new.
function replace(fresh, part) {
  const [old, now] = [document.querySelector(part), fresh.querySelector(part)];
  if (old.innerHTML !== now.innerHTML) old.replaceChildren(...now.childNodes);
}
