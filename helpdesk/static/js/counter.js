// Counts what is left of a text's room, and says so aloud when the writer pauses.

import { debounced } from "./server.js";

export function enhance(line) {
  const field = document.getElementById(line.dataset.for);
  const limit = Number(line.dataset.limit);
  const spoken = document.createElement("span");
  spoken.className = "ds-sr-only";
  spoken.setAttribute("role", "status");
  line.after(spoken);

  const speak = debounced(() => {
    spoken.textContent = line.textContent;
  }, 1200);

  const count = () => {
    const left = limit - [...field.value].length;
    const text = left < 0 ? line.dataset.over : line.dataset.left;
    line.textContent = text.replace("{count}", Math.abs(left).toLocaleString(document.documentElement.lang));
    line.dataset.state = left < 0 ? "over" : "within";
    if (left < limit / 10) speak();
  };

  field.addEventListener("input", count);
  if (field.value) count();
}
