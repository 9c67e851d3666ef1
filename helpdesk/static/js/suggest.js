// Offers what may be meant while somebody types: a combobox with a list box, after WAI-ARIA 1.2.
// Without this script the field is a plain search field.

import { debounced, get } from "./server.js";
import { SuggestionList } from "./suggestion_list.js";

const SHORTEST = 2;

export const enhance = (field) => new Combobox(field);

class Combobox {
  constructor(field) {
    this.field = field;
    this.typed = field.value;
    this.active = -1;
    this.list = new SuggestionList(field, (option) => this.#choose(option));
    this.#dress();
    this.look = debounced(() => this.#look(), 150);
    field.addEventListener("input", () => this.#onInput());
    field.addEventListener("keydown", (event) => this.#onKey(event));
    field.addEventListener("blur", () => this.#close());
    field.addEventListener("click", () => this.list.options.length && this.#setOpen(true));
    // The script comes with the first touch; what was typed until then counts too.
    if (field === document.activeElement && field.value !== field.defaultValue) this.look();
  }

  #dress() {
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-haspopup": "listbox" };
    const given = { ...roles, "aria-controls": this.list.id, "aria-expanded": "false" };
    Object.entries(given).forEach(([name, value]) => this.field.setAttribute(name, value));
  }

  #onInput() {
    this.typed = this.field.value;
    this.#activate(-1);
    if (this.typed.trim().length < SHORTEST) this.#show([]);
    this.look();
  }

  async #look() {
    const query = this.typed.trim();
    if (query.length < SHORTEST) return;
    const items = await suggestions(this.field.dataset.suggestUrl, query);
    const isStill = query === this.typed.trim() && this.field === document.activeElement;
    if (!isStill) return;
    this.#show(items);
    this.list.announce();
  }

  #show(items) {
    this.list.fill(items);
    this.#activate(-1);
    this.#setOpen(items.length > 0);
  }

  #onKey(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown") this.#move(event, 1);
    else if (event.key === "ArrowUp") this.#move(event, -1);
    else if (event.key === "Enter") this.#enter(event);
    else if (event.key === "Escape") this.#escape(event);
    // These move the cursor in the field, so the choice goes back to what stands there.
    else if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(event.key)) this.#activate(-1);
  }

  // Round the options and the field itself, which stands before the first and after the last.
  #move(event, step) {
    const count = this.list.options.length;
    if (count === 0) return;
    event.preventDefault();
    this.#setOpen(true);
    this.#activate(((this.active + 1 + step + count + 1) % (count + 1)) - 1);
  }

  #enter(event) {
    const option = this.list.isOpen && this.list.options[this.active];
    if (!option) return this.#close();
    event.preventDefault();
    this.#choose(option);
  }

  // The first Escape closes the list; the next is the browser's own, which empties the field.
  #escape(event) {
    if (!this.list.isOpen) return;
    event.preventDefault();
    this.#close();
  }

  #activate(place) {
    this.active = place;
    const option = this.list.select(place);
    if (option) this.field.setAttribute("aria-activedescendant", option.id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  #choose(option) {
    this.#close();
    window.location.assign(option.dataset.url);
  }

  #setOpen(isOpen) {
    this.list.isOpen = isOpen;
    this.field.setAttribute("aria-expanded", String(isOpen));
  }

  #close() {
    this.#activate(-1);
    this.#setOpen(false);
  }
}

async function suggestions(url, query) {
  try {
    const answer = await get(url, { q: query });
    return answer.ok ? (await answer.json()).items : [];
  } catch {
    return [];
  }
}
