"""Settings in, app out: what a WSGI server loads."""

import gc

import config
from helpdesk import create_app

app = create_app(config.load())

# What is loaded now lives as long as the process; left out of the collector's rounds it stays
# shared between the processes that are forked from this one.
gc.collect()
gc.freeze()
