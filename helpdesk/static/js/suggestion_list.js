// The list box under a combobox, and the words a screen reader hears when it changes.

export class SuggestionList {
  constructor(field, onPress) {
    this.texts = field.dataset;
    this.box = this.#made("ul", "suggestions", "listbox");
    this.box.id = `${field.id}-forslag`;
    this.box.hidden = true;
    this.box.setAttribute("aria-label", this.texts.suggestLabel);
    this.status = this.#made("p", "ds-sr-only", "status");
    field.closest(".search-row").append(this.box, this.status);
    // A press must not take the focus from the field: it would close the list before the click.
    this.box.addEventListener("mousedown", (event) => event.preventDefault());
    this.box.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) onPress(option);
    });
  }

  get id() {
    return this.box.id;
  }

  get options() {
    return [...this.box.children];
  }

  get isOpen() {
    return !this.box.hidden;
  }

  set isOpen(isOpen) {
    this.box.hidden = !isOpen;
    if (!isOpen) this.status.textContent = "";
  }

  fill(items) {
    this.box.replaceChildren(...items.map((item, place) => this.#option(item, place)));
  }

  announce() {
    const count = this.options.length;
    const text = count === 1 ? this.texts.suggestOne : this.texts.suggestMany;
    this.status.textContent = count ? text.replace("{count}", count) : this.texts.suggestNone;
  }

  select(place) {
    this.options.forEach((option, at) => option.setAttribute("aria-selected", String(at === place)));
    this.options[place]?.scrollIntoView({ block: "nearest" });
    return this.options[place];
  }

  #option(item, place) {
    const option = this.#made("li", "", "option");
    option.id = `${this.id}-${place}`;
    option.setAttribute("aria-selected", "false");
    option.dataset.url = item.url;
    const label = document.createElement("span");
    label.lang = item.language;
    label.textContent = item.label;
    const kind = document.createElement("span");
    kind.className = "suggestion-kind";
    kind.textContent = item.kind_name;
    option.append(label, " ", kind);
    return option;
  }

  #made(name, css, role) {
    const element = document.createElement(name);
    if (css) element.className = css;
    element.setAttribute("role", role);
    return element;
  }
}
