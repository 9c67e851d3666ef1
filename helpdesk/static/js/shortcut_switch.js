// A check box that switches the shortcuts off and on.

import { shortcutsAreOn, switchShortcuts } from "./site.js";

export function enhance(field) {
  const box = field.querySelector("input");
  box.checked = shortcutsAreOn();
  box.addEventListener("change", () => switchShortcuts(box.checked));
  field.hidden = false;
}
