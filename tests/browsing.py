"""Using the pages as a browser without scripts does: read the form, fill it in, send it."""

from urllib.parse import urljoin, urlsplit

from flask.testing import FlaskClient
from lxml import html
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse


def page(response: TestResponse) -> html.HtmlElement:
    """Parse the page of a response."""
    return html.document_fromstring(response.text)


def words(response: TestResponse) -> str:
    """Return the visible text of a page, white space folded."""
    body = page(response)
    for hidden in body.xpath("//script|//style|//template"):
        hidden.drop_tree()
    return " ".join(body.text_content().split())


def form_of(
    response: TestResponse, *, action: str | None = None, having: str | None = None
) -> html.FormElement:
    """
    Find one form of a page.

    Args:
        action: the form whose action ends so; default: the one in ``main``.
        having: the form that has a field of this name.
    """
    forms = page(response).xpath("//main//form[@method='post']")
    for form in forms:
        if action is not None and not (form.get("action") or "").endswith(action):
            continue
        if having is not None and having not in form.fields:
            continue
        return form
    raise AssertionError(f"no form (action={action}, having={having}) among {len(forms)}")


def fill(
    client: FlaskClient,
    url: str,
    *,
    action: str | None = None,
    having: str | None = None,
    press: str | None = None,
    **fields: object,
) -> TestResponse:
    """Open *url*, fill in *fields* of its form, and send it; see ``send``."""
    shown = client.get(url, follow_redirects=True)
    assert shown.status_code < 400, f"{url} answered {shown.status_code}"
    form = form_of(shown, action=action, having=having or next(iter(fields), None))
    return send(client, shown.request.path, form, press=press, **fields)


def send(
    client: FlaskClient,
    url: str,
    form: html.FormElement,
    *,
    press: str | None = None,
    **fields: object,
) -> TestResponse:
    """
    Send *form* of the page at *url* with what stands in it, changed by *fields*.

    Args:
        press: the button, ``name=value``.
        fields: text, a list of values, or ``(bytes stream, file name)`` for files.
    """
    data: MultiDict[str, object] = MultiDict(form.form_values())
    for name, value in fields.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    if press is not None:
        name, _, value = press.partition("=")
        data[name] = value
    target = urljoin(url, form.get("action") or url)
    return client.post(urlsplit(target)._replace(scheme="", netloc="").geturl(), data=data)
