// Keeps what is typed in a form in this browser until it is sent, discarded, or its writer signs out.

import { debounced } from "./server.js";

const PREFIX = "utkast:";
const NEVER = ["hidden", "password", "file", "submit", "button"];

export function enhance(element) {
  if (element.dataset.clearDraft) return clear(element.dataset.clearDraft);
  if ("clearDrafts" in element.dataset) return element.addEventListener("submit", clearAll);
  keep(element);
}

function keep(form) {
  const key = form.dataset.draftKey;
  const state = form.querySelector("[data-draft-state]");
  if (restore(form, read(key))) offerDiscard(form, state);

  const save = debounced(() => {
    if (write(key, typed(form))) state.textContent = form.dataset.draftSaved;
  }, 500);
  form.addEventListener("input", save);
  form.addEventListener("change", save);
}

function fields(form) {
  return [...form.elements].filter((field) => field.name && !NEVER.includes(field.type));
}

function isChoice(field) {
  return field.type === "checkbox" || field.type === "radio";
}

function typed(form) {
  return fields(form).flatMap((field) => {
    if (isChoice(field)) return field.checked ? [[field.name, field.value]] : [];
    return field.value ? [[field.name, field.value]] : [];
  });
}

// What the server sent back after a fault is newer than the draft, and stays.
function restore(form, draft) {
  const alreadyFilled = fields(form).some((field) => !isChoice(field) && field.defaultValue);
  if (alreadyFilled || draft.length === 0) return false;
  for (const field of fields(form)) {
    const values = draft.filter(([name]) => name === field.name).map(([, value]) => value);
    if (isChoice(field)) field.checked = values.includes(field.value);
    else if (values.length > 0) field.value = values[0];
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return true;
}

function offerDiscard(form, state) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "ds-button";
  button.dataset.variant = "tertiary";
  button.dataset.size = "sm";
  button.textContent = form.dataset.draftDiscard;
  button.addEventListener("click", () => {
    clear(form.dataset.draftKey);
    form.reset();
    notice.remove();
    state.textContent = "";
  });
  const notice = document.createElement("p");
  notice.className = "draft-state";
  notice.setAttribute("role", "status");
  notice.append(form.dataset.draftRestored, button);
  form.prepend(notice);
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key)) ?? [];
  } catch {
    return [];
  }
}

function write(key, draft) {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

function clear(key) {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Nothing can be kept in this browser, so there is nothing to clear.
  }
}

function clearAll() {
  try {
    Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX))
      .forEach((key) => localStorage.removeItem(key));
  } catch {
    // As above.
  }
}
