"""Which rooms there are, and what of them hangs together: the rest of ``create_app``."""

from pathlib import Path

from flask import Flask, current_app
from flask_login import current_user

from config import Settings
from helpdesk.accounts import placing, session, sign_in_links
from helpdesk.accounts import queries as accounts
from helpdesk.accounts.views import (
    admin_operations,
    admin_organisations,
    admin_people,
    admin_queues,
    own_account,
    sign_in,
)
from helpdesk.answers import views as answers
from helpdesk.catalogue import law_views, picking_views
from helpdesk.catalogue import views as catalogue
from helpdesk.duties import views as duties
from helpdesk.foundation import clock, heartbeats, kept_forms, mail, outbox, rate_counts
from helpdesk.foundation.db import db
from helpdesk.foundation.files import FileStore
from helpdesk.foundation.language import N_
from helpdesk.foundation.worker import Job, Lane
from helpdesk.guides import views as guides
from helpdesk.letters import views as letters
from helpdesk.publishing import figures
from helpdesk.publishing import views as publishing
from helpdesk.publishing.queries import public as articles
from helpdesk.publishing.service import reviewing as editions
from helpdesk.questions import placing as placed_questions
from helpdesk.questions import reminders, tidying
from helpdesk.questions import views as questions
from helpdesk.search import index, log_import, most_searched
from helpdesk.search import queries as search
from helpdesk.search import views as search_pages
from helpdesk.tasks import reminders as task_reminders
from helpdesk.tasks import views as tasks
from helpdesk.topics import views as topics
from helpdesk.web import (
    access,
    demo_mail,
    errors,
    front_door,
    headers,
    health,
    languages,
    mail_delivery,
    navigation,
    numbers,
    page_cache,
    pages,
    rate_limits,
    static_files,
    styleguide_page,
    templating,
    texts,
)
from helpdesk.web.navigation import MenuEntry

OUTBOX_HANDLERS: dict[str, outbox.Handler] = {
    mail.KIND: mail_delivery.deliver,
    sign_in_links.KIND: sign_in_links.send,
    placing.KIND: placed_questions.follow,
}

BLUEPRINTS = (
    health.blueprint,
    demo_mail.blueprint,
    styleguide_page.blueprint,
    sign_in.blueprint,
    own_account.blueprint,
    admin_operations.blueprint,
    admin_people.blueprint,
    admin_organisations.blueprint,
    admin_queues.blueprint,
    topics.blueprint,
    search_pages.blueprint,
    search_pages.editors_blueprint,
    search_pages.api.blueprint,
    answers.blueprint,
    catalogue.blueprint,
    law_views.blueprint,
    tasks.blueprint,
    picking_views.blueprint,
    guides.blueprint,
    guides.desk_blueprint,
    letters.blueprint,
    letters.desk_blueprint,
    duties.blueprint,
    duties.desk_blueprint,
    questions.blueprint,
    publishing.blueprint,
    publishing.api.blueprint,
    pages.blueprint,
)

MAIN_MENU = (
    MenuEntry(
        N_("Still et spørsmål"),
        "/sporsmal/nytt",
        shown=lambda: current_user.may_ask or not current_user.is_authenticated,
    ),
    MenuEntry(N_("Veiledere"), "/veiledere"),
    MenuEntry(N_("Brevmaler"), "/brevmaler"),
    MenuEntry(N_("Myndighet og plikt"), "/myndighet-og-plikt"),
)

OWN_PAGES = (
    MenuEntry(N_("Mine spørsmål"), "/sporsmal", shown=lambda: current_user.may_ask),
    MenuEntry(N_("Arbeidsflate"), "/arbeidsflate", shown=lambda: current_user.is_expert),
    MenuEntry(
        N_("Redaksjon"),
        "/redaksjon",
        shown=lambda: current_user.is_editor or current_user.is_expert,
    ),
    MenuEntry(N_("Administrasjon"), "/admin", shown=lambda: current_user.is_admin),
)

ACCOUNT_MENU = (MenuEntry(N_("Min konto"), "/konto"),)

ADMIN_MENU = (
    MenuEntry(N_("Status"), "/admin"),
    MenuEntry(N_("Personer"), "/admin/personer"),
    MenuEntry(
        N_("Virksomheter"),
        "/admin/virksomheter",
        count=lambda: len(accounts.unconfirmed_domains()) or None,
    ),
    MenuEntry(N_("Køer"), "/admin/koer"),
    MenuEntry(N_("Temaer"), "/admin/temaer"),
    MenuEntry(
        N_("Utboks"),
        "/admin/utboks",
        count=lambda: outbox.counts()[outbox.OutboxState.DEAD] or None,
    ),
)


def lanes() -> tuple[Lane, ...]:
    """Return what the worker does: delivering, indexing, and keeping order."""
    return (
        Lane("outbox", (Job("deliver", 1.0, lambda: outbox.deliver_due(OUTBOX_HANDLERS)),)),
        Lane("index", (Job("catch up", 0.5, index.catch_up),)),
        Lane(
            "search-log",
            (
                Job("make the day's key", 30.0, log_import.renew_day_key),
                Job("read searches in", 5.0, lambda: log_import.import_all(_search_log_folder())),
                Job("choose the most searched", 600.0, most_searched.refresh),
                Job("forget old searches", 3600.0, log_import.forget_old),
            ),
        ),
        Lane(
            "upkeep",
            (
                Job("publish what is due", 30.0, editions.publish_due),
                Job("figures", 600.0, figures.refresh),
                Job("forget kept forms", 3600.0, kept_forms.forget_old),
                Job("forget rate counts", 3600.0, rate_counts.forget_old),
                Job("forget sign-in links", 3600.0, sign_in_links.forget_old),
                Job("remind of questions", 300.0, reminders.remind),
                Job("remind of tasks", 300.0, task_reminders.remind),
                Job("close settled questions", 300.0, tidying.close_settled),
                Job(
                    "forget unconfirmed questions",
                    300.0,
                    lambda: tidying.forget_unconfirmed(_file_store()),
                ),
                Job("forget staged files", 3600.0, lambda: tidying.forget_staged(_file_store())),
            ),
        ),
    )


def _file_store() -> FileStore:
    store: FileStore = current_app.extensions["file_store"]
    return store


def _search_log_folder() -> Path:
    settings: Settings = current_app.extensions["settings"]
    return settings.search_log_folder


def install(app: Flask, settings: Settings) -> None:
    """Set up the shell and all rooms, in the order their hooks must run."""
    app.url_map.converters["int"] = numbers.Number
    app.extensions["file_store"] = FileStore(settings.files_folder)
    headers.install(app, settings)
    languages.install(app)
    texts.install(app)
    session.install(app)
    rate_limits.install(app)
    access.guard(app)
    page_cache.install(app, settings)
    front_door.install(app, settings)
    static_files.install(app)
    templating.install(app, settings)
    navigation.install(
        app,
        main=MAIN_MENU,
        own=OWN_PAGES,
        account=ACCOUNT_MENU,
        admin=ADMIN_MENU,
        editors=publishing.editors_menu,
    )
    index.install(app, settings.index_folder, settings.search)
    search_pages.recording.install(app, settings)
    search_pages.jumps.install(
        app, has_article_page=lambda number: articles.page_stamp(number) is not None
    )
    errors.install(app, suggest=search.similar)
    mail_delivery.install(app, settings)
    health.install(app, checks=_checks(), gauges=_gauges, remarks=search.remarks)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)


def _checks() -> dict[str, health.Check]:
    return {
        "database": lambda: db.session.execute(db.select(1)).scalar() == 1,
        "index": search.is_ready,
        "index_level": index.is_level,
        "worker": lambda: all(heartbeats.is_alive(lane.name) for lane in lanes()),
    }


def _gauges() -> dict[str, float]:
    counted = outbox.counts()
    return {
        "outbox_waiting": counted[outbox.OutboxState.WAITING],
        "outbox_dead": counted[outbox.OutboxState.DEAD],
        "search_skipped": len(index.skipped()),
        "time_seconds": clock.now().timestamp(),
    }
