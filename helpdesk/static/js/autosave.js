// Saves the draft of an answer on the server while it is written, and never over somebody else's text.

import { debounced, postJson } from "./server.js";

export function enhance(state) {
  const field = document.getElementById(state.dataset.for);
  const versionField = document.getElementById(state.dataset.versionField);
  let saved = field.value;
  let working = false;
  let stopped = false;

  const save = async (options) => {
    if (stopped || working || field.value === saved) return;
    working = true;
    const text = field.value;
    show(state, "saving");
    try {
      const answer = await postJson(state.dataset.url, { text, version: Number(state.dataset.version) }, options);
      if (answer.status === 409) {
        stopped = true;
        showConflict(state);
      } else if (answer.ok) {
        const { version, time } = await answer.json();
        saved = text;
        state.dataset.version = version;
        if (versionField) versionField.value = version;
        show(state, "saved", time);
      } else {
        show(state, "failed");
      }
    } catch {
      show(state, "failed");
    }
    working = false;
    if (field.value !== saved) later();
  };
  const later = debounced(() => save(), 1500);

  field.addEventListener("input", later);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save({ keepalive: true });
  });
}

function show(state, name, time = "") {
  state.dataset.state = name;
  state.textContent = state.dataset[`text${name[0].toUpperCase()}${name.slice(1)}`].replace("{time}", time);
}

function showConflict(state) {
  show(state, "conflict");
  const link = document.createElement("a");
  link.className = "ds-link";
  link.href = state.dataset.conflictUrl;
  link.textContent = state.dataset.conflictLink;
  state.append(" ", link);
}
