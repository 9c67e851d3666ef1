"""A form field for things that are picked by search, one at a time, with or without scripts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from wtforms import Field

from helpdesk.catalogue.picking import Choice

Find = Callable[[str], Sequence[Choice]]
Pick = Callable[[Iterable[str]], Sequence[Choice]]


class PickerField(Field):  # type: ignore[misc]
    """
    Values that were picked, in the order they were picked.

    Without scripts the search button and the buttons of what was found send the whole form:
    ``is_searching`` then says that it must be shown again, and not saved.
    """

    data: list[str]

    def __init__(self, label: str, *, find: Find, pick: Pick, url: str, **options: Any) -> None:
        super().__init__(label, **options)
        self.url = url
        self._find, self._pick = find, pick
        self.query = ""
        self.is_searching = False

    def process(self, formdata: MultiDict[str, str] | None, *args: Any, **kwargs: Any) -> None:
        """Read what is picked, and which of the picker's own buttons was pressed."""
        super().process(formdata, *args, **kwargs)
        self.data = list(self.data or [])
        if formdata is None:
            return
        self.query = formdata.get(f"{self.name}_q", "").strip()
        added = formdata.get(f"{self.name}_add")
        if added and added not in self.data:
            self.data.append(added)
        if added:
            self.query = ""
        self.is_searching = bool(added) or f"{self.name}_search" in formdata

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take over the picked values, each once."""
        self.data = list(dict.fromkeys(value for value in valuelist if value))

    @property
    def picked(self) -> Sequence[Choice]:
        """Return what is picked, with names."""
        return self._pick(self.data)

    @property
    def found(self) -> Sequence[Choice]:
        """Return what the search found and is not picked yet."""
        choices = self._find(self.query) if self.query else ()
        return [said(choice) for choice in choices if choice.value not in self.data]


def said(choice: Choice) -> Choice:
    """Return *choice* with its note in the language of the page."""
    return replace(choice, note=gettext(choice.note)) if choice.note else choice
