// A form is sent once, however often its button is pressed.

export function enhance(form) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
    event.submitter?.setAttribute("aria-busy", "true");
  });
  // The page may come back from the browser's memory with the form as it was left.
  window.addEventListener("pageshow", () => {
    sent = false;
    form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  });
}
