// Shows how a Markdown text will look, rendered by the server.

import { postForm } from "./server.js";

export function enhance(button) {
  const field = document.getElementById(button.dataset.previewOf);
  const panel = document.getElementById(`${button.dataset.previewOf}-preview`);

  const refresh = async () => {
    try {
      const answer = await postForm(button.dataset.previewUrl, { text: field.value });
      if (!answer.ok) throw new Error(answer.statusText);
      panel.innerHTML = await answer.text();
    } catch {
      panel.textContent = button.dataset.failed;
    }
  };

  button.addEventListener("click", async () => {
    const showing = button.getAttribute("aria-pressed") === "true";
    if (!showing) await refresh();
    panel.hidden = showing;
    field.hidden = !showing;
    button.setAttribute("aria-pressed", String(!showing));
  });
}
