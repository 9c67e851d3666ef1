"""Settings in, app out: what a WSGI server loads."""

import gc

# Nothing of what is loaded is ever garbage: the collector's rounds were a tenth of the start.
gc.disable()

import config  # noqa: E402
from helpdesk import create_app  # noqa: E402

app = create_app(config.load())

# What is loaded now lives as long as the process; left out of the collector's rounds it stays
# shared between the processes that are forked from this one.
gc.enable()
gc.collect()
gc.freeze()
